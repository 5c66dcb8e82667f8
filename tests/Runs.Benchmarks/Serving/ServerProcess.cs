using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Runs.Benchmarks.Serving;

/// <summary>A real server in a process of its own, on a directory of its own. It doesn't outlive this process.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly EventHandler _kill;

    private ServerProcess(string root, Process process)
    {
        Root = root;
        _process = process;
        _kill = (_, _) => _process.Kill();
        AppDomain.CurrentDomain.ProcessExit += _kill;
    }

    /// <summary>Where its files lie.</summary>
    public string Root { get; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Its database, to be read when it has ended.</summary>
    public string JournalPath => Path.Combine(Root, "data", "journal.db");

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="config">Its configuration, in HOCON.</param>
    /// <param name="settings">What else is set, such as <c>runs.gateway.max-clients=30000</c>.</param>
    public static async Task<ServerProcess> Start(string config, params IEnumerable<string> settings)
    {
        var root = Directory.CreateTempSubdirectory("runs-serve-").FullName;
        var file = Path.Combine(root, "bench.conf");
        await File.WriteAllTextAsync(file, config);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "runs"))
        {
            ArgumentList = { "serve", "--port", "0", "--data", Path.Combine(root, "data"), "--config", file },
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var setting in settings)
        {
            start.ArgumentList.Add("--set");
            start.ArgumentList.Add(setting);
        }

        var server = new ServerProcess(root, Process.Start(start)!);
        try
        {
            await server.Ready();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Its resident memory, in bytes. What the kernel keeps for its sockets isn't in it.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Writes a strategy file; returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Ends it in order, so that its journal is whole; by force if that takes too long.</summary>
    public async Task Stop()
    {
        if (_process.HasExited)
            return;
        using var late = new CancellationTokenSource(Deadline);
        try
        {
            _ = kill(Id, Terminate);
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            throw new TimeoutException($"The server did not end within {Deadline} of SIGTERM and was killed.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stop();
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= _kill;
            _process.Dispose();
            Directory.Delete(Root, recursive: true);
        }
    }

    private async Task Ready()
    {
        const string Prefix = "listening on ";
        using var late = new CancellationTokenSource(Deadline);
        var said = await _process.StandardOutput.ReadLineAsync(late.Token);
        if (said is null || !said.StartsWith(Prefix, StringComparison.Ordinal))
            throw new InvalidOperationException($"The server said '{said}' instead of where it listens.");
        Address = new Uri(said[Prefix.Length..]);
        using var http = new HttpClient { BaseAddress = Address };
        while (!(await http.GetAsync(new Uri("/ready", UriKind.Relative), late.Token)).IsSuccessStatusCode)
            await Task.Yield();
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"server {Id} at {Address}"));
    }

    [LibraryImport("libc")]
    private static partial int kill(int id, int signal);
}
