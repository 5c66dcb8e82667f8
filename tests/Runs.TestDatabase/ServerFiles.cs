using System.Diagnostics;
using System.Globalization;

namespace Runs.TestDatabase;

/// <summary>The directory of a server.</summary>
internal sealed class ServerFiles : IDisposable
{
    private const int ShortestPidFile = 8;

    private ServerFiles(string root) => Root = root;

    public string Root { get; }

    public string Data => Path.Combine(Root, "data");

    public string Sockets => Root;

    public string Log => Path.Combine(Root, "server.log");

    /// <summary>Whether the server says in its own file that it takes connections.</summary>
    public bool IsReady => ReadPidFile() is { Length: >= ShortestPidFile } lines && lines[7].Trim() == "ready";

    public static ServerFiles Create()
    {
        var files = new ServerFiles(Directory.CreateTempSubdirectory("runs-pg-").FullName);
        ServerUser.Own(files.Root);
        return files;
    }

    public async Task Initialize(string user, string password, TimeSpan deadline)
    {
        // The directory is the server's alone.
        var passwordFile = Path.Combine(Root, "password");
        await File.WriteAllTextAsync(passwordFile, password);
        ServerUser.Own(passwordFile);
        var start = ServerUser.Program(
            "initdb", "-D", Data, "-U", user, "--auth-local=trust", "--auth-host=scram-sha-256", $"--pwfile={passwordFile}", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8");
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(deadline);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token));
        await process.WaitForExitAsync(late.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"initdb failed: {await output}{await errors}");
        File.Delete(passwordFile);
    }

    public int ReadProcessId() => int.Parse(ReadPidFile()[0], CultureInfo.InvariantCulture);

    public string ReadLog() => File.Exists(Log) ? File.ReadAllText(Log) : "it logged nothing";

    /// <summary>After an end at once: the next start must not take the old one's word.</summary>
    public void Forget() => File.Delete(Path.Combine(Data, "postmaster.pid"));

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string[] ReadPidFile()
    {
        try
        {
            return File.ReadAllLines(Path.Combine(Data, "postmaster.pid"));
        }
        catch (IOException)
        {
            return [];
        }
    }
}
