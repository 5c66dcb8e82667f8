namespace Runs.Conformance.Tests.Support;

/// <summary>The real server, started as its users start it, on a directory of its own. It can be killed and started again.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly string[] _arguments;
    private RunningProcess _process = null!;

    private ServerProcess(Func<Workspace, string> configure, string[] arguments)
    {
        _arguments = arguments;
        Here.Write("server.conf", $"{TestStrategies.Models}\n{configure(Here)}");
        foreach (var (name, yaml) in TestStrategies.Named)
            Strategy(name, yaml);
    }

    /// <summary>Its directory, below which its data directory lies.</summary>
    public Workspace Here { get; } = new();

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it on a free port.</summary>
    public static Task<ServerProcess> Start(params string[] arguments) => Start(_ => "", arguments);

    /// <summary>Starts it with more configuration, which may depend on its directory; what it finds in its environment can be set there.</summary>
    public static async Task<ServerProcess> Start(Func<Workspace, string> configure, params string[] arguments)
    {
        var server = new ServerProcess(configure, arguments);
        await server.Listen(0);
        return server;
    }

    /// <summary>Starts it again where it was.</summary>
    public Task StartAgain() => Listen(Address.Port);

    /// <summary>What it has said of itself, for a test that fails.</summary>
    public string Story() => $"The server {(_process.ExitCode is { } code ? $"ended with {code}" : "lives")}.\nlog:\n{string.Join('\n', Here.Lines("data/runs.log").TakeLast(50))}\nstandard error:\n{_process.Error}";

    /// <summary>The path of one of the strategies that several tests need.</summary>
    public string Strategy(string name) => Here.Path($"{name}.yaml");

    /// <summary>Writes another one; the result is its path.</summary>
    public string Strategy(string name, string yaml) => Here.Write($"{name}.yaml", yaml);

    /// <summary>Kills it, as kill -9 does, and waits until it is gone.</summary>
    public Task Kill() => _process.KillNow();

    /// <summary>Tells it to end.</summary>
    public void Terminate() => _process.Signal(RunningProcess.Terminate);

    /// <summary>Waits for its end.</summary>
    public Task<FinishedProcess> Exit() => _process.Exit();

    /// <summary>The bytes of memory that it has in use.</summary>
    public long ResidentBytes() => Status("VmRSS:");

    /// <summary>The most bytes of memory that it has had in use.</summary>
    public long PeakResidentBytes() => Status("VmHWM:");

    public ValueTask DisposeAsync() => Here.DisposeAsync();

    private async Task Listen(int port)
    {
        _process = Here.Start(["serve", "--port", $"{port}", "--config", "server.conf", .. _arguments]);
        var said = await _process.WaitForOut("\n");
        said.ShouldStartWith("listening on http://127.0.0.1:");
        Address = new Uri(said["listening on ".Length..].TrimEnd());
    }

    private long Status(string field)
    {
        var line = File.ReadLines($"/proc/{Id}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
