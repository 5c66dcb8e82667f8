using Runs.Actors;
using Runs.Actors.Attempts;
using Runs.Journal.Sqlite;
using Runs.Steps.Models;
using Runs.TestKit.Artifacts;

namespace Runs.Gateway.Tests.Support;

/// <summary>A gateway on an engine on a journal in a directory of its own. All of it can be stopped and started again.</summary>
internal sealed class GatewayWorld : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("runs-gateway-");
    private readonly List<TestClient> _clients = [];
    private readonly MemoryArtifactStore _artifacts = new();
    private TimeProvider _time = TimeProvider.System;
    private DataDirectory? _directory;
    private SqliteJournalStore? _journal;

    private GatewayWorld() => Reads = new HeldArtifactStore(_artifacts);

    public GatewayHost Gateway { get; private set; } = null!;

    public RunSystem System { get; private set; } = null!;

    public MemoryArtifactStore Artifacts => _artifacts;

    /// <summary>Holds whoever reads an artifact, when it is told to.</summary>
    public HeldArtifactStore Reads { get; }

    /// <summary>Holds the model mock/gated until it is opened.</summary>
    public GatedModel Gate { get; } = new();

    /// <summary>The directory of everything, which is the engine's too.</summary>
    public string Root => _root.FullName;

    /// <summary>Starts one whose options depend on its directory.</summary>
    public static async Task<GatewayWorld> Start(Func<string, GatewayOptions> options, TimeProvider time)
    {
        var world = new GatewayWorld { _time = time };
        await world.StartAgain(options(world.Root));
        return world;
    }

    public static async Task<GatewayWorld> Start(GatewayOptions? options = null)
    {
        var world = new GatewayWorld();
        await world.StartAgain(options);
        return world;
    }

    public async Task StartAgain(GatewayOptions? options = null)
    {
        _directory = DataDirectory.Open(Path.Combine(_root.FullName, "data"));
        _journal = SqliteJournalStore.Open(_directory);
        var parts = new RunSystemParts { Journal = _journal, Artifacts = Reads, Handlers = [new ModelHandler(new ModelCatalog([.. Models(), Gate]))] };
        System = await RunSystem.Start(parts, new RunSystemOptions { BaseDirectory = _root.FullName, ShutdownGrace = TimeSpan.Zero });
        Gateway = await GatewayHost.Start(System, (options ?? new GatewayOptions()) with { Port = 0 }, _time);
        Gateway.MarkReady();
    }

    /// <summary>Ends it all as SIGTERM does.</summary>
    public async Task Stop()
    {
        Gateway.BeginDrain();
        await System.Shutdown(TimeSpan.Zero);
        await Gateway.Stop();
        await _journal!.DisposeAsync();
        _directory!.Dispose();
    }

    public async Task<TestClient> Connect(string? token = null)
    {
        var client = await TestClient.Connect(
            Gateway.Address, set: options => options.SetRequestHeader("Authorization", token is null ? null : $"Bearer {token}"));
        _clients.Add(client);
        return client;
    }

    /// <summary>Writes a strategy; the result is its path.</summary>
    public string Strategy(string name, string yaml)
    {
        var path = Path.Combine(_root.FullName, name);
        File.WriteAllText(path, yaml);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await Stop();
        _root.Delete(recursive: true);
    }

    private IEnumerable<IChatModel> Models() =>
    [
        Model(new ScriptedModel { Name = "mock/echo", Reply = "<{{input}}>", Usage = new(2, 3) }),
        Model(new ScriptedModel { Name = "mock/ten", Deltas = ["a", "b"], Repeat = 5 }),
        Model(new ScriptedModel { Name = "mock/thinks", Thinking = "hm", Reply = "so" }),
        Model(new ScriptedModel { Name = "mock/asks", Calls = ["ask_question {\"question\":\"Which?\"}\nread_mind now"], Reply = "so be it" }),
        Model(new ScriptedModel { Name = "mock/broken", Error = "boom" }),
        Model(new ScriptedModel { Name = "mock/large", Deltas = [new string('x', 10_000)], Repeat = 100 }),
    ];

    private ScriptedChatModel Model(ScriptedModel script) =>
        ScriptedChatModel.TryCreate(script, _artifacts, TimeProvider.System, out var model, out var error) ? model : throw new InvalidOperationException(error.Message);
}
