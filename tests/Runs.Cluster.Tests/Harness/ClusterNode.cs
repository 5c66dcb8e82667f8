using System.Net;

namespace Runs.Cluster.Tests.Harness;

/// <summary>One node of a cluster: the real program on a directory of its own, at an address that it keeps when it is started again.</summary>
internal sealed class ClusterNode : IAsyncDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly string[] _arguments;
    private readonly Workspace _here = new();
    private RunningProcess? _process;
    private int _port;

    public ClusterNode(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        Name = name;
        _arguments = [.. arguments];
        foreach (var (variable, value) in environment)
            _here.Environment[variable] = value;
    }

    /// <summary>Its name in the cluster.</summary>
    public string Name { get; }

    /// <summary>Where its clients find it.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The process id of its present life.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>What stands between it and the other nodes; <see langword="null"/> for nothing.</summary>
    public CuttableProxy? Link { get; init; }

    /// <summary>What stands between it and the database; <see langword="null"/> for nothing.</summary>
    public CuttableProxy? Database { get; init; }

    /// <summary>Starts it, and waits until it listens.</summary>
    public async Task Start()
    {
        _process = _here.Start(["serve", "--port", $"{_port}", .. _arguments]);
        var said = await _process.WaitForOut("\n");
        said.ShouldStartWith("listening on http://127.0.0.1:", customMessage: Story());
        Address = new Uri(said["listening on ".Length..].TrimEnd());
        _port = Address.Port;
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public Task Ready() => Eventually.Holds(IsReady, () => $"{Name} is ready.\n{Story()}");

    /// <summary>kill -9, and waits until it is gone.</summary>
    public Task Kill() => _process!.KillNow();

    /// <summary>Stops it in the middle of whatever it does: it neither runs nor ends.</summary>
    public void Freeze() => _process!.Signal(Stop);

    /// <summary>Lets it go on.</summary>
    public void Thaw() => _process!.Signal(Continue);

    /// <summary>Tells it to end well, and waits until it has.</summary>
    public async Task Drain()
    {
        _process!.Signal(RunningProcess.Terminate);
        (await _process.Exit()).Exited(0);
    }

    /// <summary>Waits until it ends by itself.</summary>
    public Task<FinishedProcess> Exit() => _process!.Exit();

    /// <summary>What it has said of itself, for a test that fails.</summary>
    public string Story() =>
        $"--- {Name} at {Address}, process {_process?.Id} {(_process?.ExitCode is { } code ? $"ended with {code}" : "lives")}\n"
        + $"{string.Join('\n', _here.Lines("data/runs.log").TakeLast(25))}\n{_process?.Error}";

    public async ValueTask DisposeAsync()
    {
        if (_process?.ExitCode is null)
            _process?.Signal(Continue);
        await _here.DisposeAsync();
        if (Link is not null)
            await Link.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
    }

    private async Task<bool> IsReady()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Address, "/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
