using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Runs.Benchmarks.Serving;

/// <summary>A real server in a process of its own, on a directory of its own. It ends with the measurement, also when that is interrupted.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly PosixSignalRegistration[] _signals;

    private ServerProcess(string root, Process process)
    {
        Root = root;
        _process = process;
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Abandon))];
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
    public static async Task<ServerProcess> Start(ServerOptions options)
    {
        var root = Directory.CreateTempSubdirectory("runs-serve-").FullName;
        var file = Path.Combine(root, "bench.conf");
        await File.WriteAllTextAsync(file, options.Config);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "runs"))
        {
            ArgumentList = { "serve", "--port", "0", "--data", Path.Combine(root, "data"), "--config", file },
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var setting in options.Settings)
        {
            start.ArgumentList.Add("--set");
            start.ArgumentList.Add(setting);
        }

        if (options.TellsHeap)
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(ServerProcess).Assembly.Location;
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

    /// <summary>The most that its resident memory has been since <see cref="ForgetPeak"/>, in bytes.</summary>
    public long PeakResident
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>From now on the peak counts anew.</summary>
    public void ForgetPeak() => File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/clear_refs"), "5");

    /// <summary>Collects its garbage; returns the bytes that are left. Only with <see cref="ServerOptions.TellsHeap"/>.</summary>
    public async Task<long> CollectedHeap()
    {
        using var late = new CancellationTokenSource(Deadline);
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync(late.Token);
        var line = await _process.StandardOutput.ReadLineAsync(late.Token);
        return long.Parse(line ?? throw new InvalidOperationException("The server has ended."), CultureInfo.InvariantCulture);
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
            foreach (var signal in _signals)
                signal.Dispose();
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

    /// <summary>Told to end in the middle of a measurement: that fails without its server, and tidies up on its way out.</summary>
    private void Abandon(PosixSignalContext signal)
    {
        if (_process.HasExited)
            return;
        signal.Cancel = true;
        _process.Kill();
    }

    [LibraryImport("libc")]
    private static partial int kill(int id, int signal);
}
