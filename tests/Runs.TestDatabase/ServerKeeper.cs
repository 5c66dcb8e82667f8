using System.Diagnostics;
using System.Globalization;

namespace Runs.TestDatabase;

/// <summary>
/// A shell that has the server as its child and reads a pipe from this process: a word on it, or its end, ends the server. So it never
/// outlives this process, however that dies.
/// </summary>
internal sealed class ServerKeeper
{
    private const string Script = """
        log=$1; shift
        "$@" >>"$log" 2>&1 </dev/null &
        server=$!
        how=QUIT
        read -r how || how=QUIT
        kill -s "$how" "$server" 2>/dev/null
        wait "$server"
        """;

    private readonly Process _process;

    private ServerKeeper(Process process) => _process = process;

    public bool HasEnded => _process.HasExited;

    public static ServerKeeper Start(ServerFiles files, int port, IReadOnlyList<string> settings)
    {
        var server = ServerUser.Program(
            "postgres", "-D", files.Data, "-p", port.ToString(CultureInfo.InvariantCulture), "-k", files.Sockets, "-h", "127.0.0.1");
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", Script, "keeper", files.Log, server.FileName, .. server.ArgumentList])
            start.ArgumentList.Add(argument);
        foreach (var setting in settings)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        return new ServerKeeper(Process.Start(start)!);
    }

    public async Task Stop(PostgresStop how, TimeSpan deadline)
    {
        if (!_process.HasExited)
        {
            await _process.StandardInput.WriteLineAsync(how == PostgresStop.Fast ? "INT" : "QUIT");
            await _process.StandardInput.FlushAsync();
        }

        using var late = new CancellationTokenSource(deadline);
        await _process.WaitForExitAsync(late.Token);
        _process.Dispose();
    }
}
