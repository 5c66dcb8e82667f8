using System.Collections.Concurrent;
using Runs.Actors;
using Runs.Actors.Frames;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Gateway.Nodes;
using Runs.Gateway.Tests.Nodes.Support;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal.Memory;
using Runs.Runtime.Links;
using Runs.Runtime.Nodes;
using Runs.Runtime.Shards;
using Runs.Steps.Models;
using Runs.TestKit.Artifacts;

namespace Runs.Gateway.Tests.Nodes;

/// <summary>Whole engines on one journal, linked by real connections.</summary>
public sealed class LinkedSystemsTests : IAsyncLifetime
{
    private const int Shards = 16;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly MemoryJournalStore _journal = new(Shards);
    private readonly MemoryArtifactStore _artifacts = new();
    private readonly List<(RunSystem System, WebSocketLinks Links)> _nodes = [];
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("runs-linked-");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Strategy, """
            name: Ask
            version: "1"
            agents:
              boss: { type: user, config: { requireInput: true } }
              echo: { model: mock/echo }
            flow: { name: Main, type: sequential, steps: [{ agent: boss }, { agent: echo }] }
            """);
        foreach (var name in (string[])["a", "b", "c"])
            _nodes.Add(await Start(name));
        await Eventually.Is(
            () => _nodes.Sum(node => node.System.OwnedShards) == Shards && _nodes.All(node => node.System.OwnedShards > 0 && node.Links.States.Count(state => state.IsConnected) == 4),
            "three nodes are linked and share the shards");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var (system, links) in _nodes)
        {
            await system.Shutdown(TimeSpan.Zero);
            await links.DisposeAsync();
        }

        _root.Delete(recursive: true);
    }

    [Fact]
    public async Task Any_node_is_told_what_to_do_with_a_run_and_any_node_shows_it()
    {
        foreach (var owner in _nodes)
        {
            // Prepared at one node, started at the next, answered at the third, and watched at all of them.
            var run = await RunOf(owner.System);
            Ok(await _nodes[0].System.Prepare(new PrepareRequest { Run = run, StrategyPath = Strategy }));
            var watching = _nodes.Select(node => Watch(node.System, run)).ToList();
            Ok(await _nodes[1].System.Start(run));
            await Eventually.Is(() => watching.All(watched => watched.Frames.Any(frame => frame.EndsWith("request_input", StringComparison.Ordinal))), () => $"all are shown the question, and not {string.Join("; ", watching.Select(watched => $"{string.Join(", ", watched.Frames)} {watched.Ended.Exception?.Message}"))}");
            Ok(await _nodes[2].System.Answer(run, "boss", "so"));
            foreach (var watched in watching)
                await watched.Ended.WaitAsync(Deadline);
            watching.Select(watched => watched.Frames.Last().Split(' ')[1]).ShouldAllBe(last => last == "strategy_completed");
            watching.Select(watched => string.Join(", ", watched.Frames)).Distinct().ShouldHaveSingleItem();
            foreach (var (system, _) in _nodes)
                Ok(await system.Describe(run)).State.Status.ShouldBe(RunStatus.Completed);
        }
    }

    private string Strategy => Path.Combine(_root.FullName, "ask.yaml");

    private async Task<(RunSystem System, WebSocketLinks Links)> Start(string name)
    {
        var links = await WebSocketLinks.Listen(LinkNode.Options);
        var parts = new RunSystemParts { Journal = _journal, Artifacts = _artifacts, Handlers = [new ModelHandler(new ModelCatalog([Echo()]))], Links = links };
        var cluster = new ClusterOptions { Address = links.BoundAddress, Lease = TimeSpan.FromMinutes(1), LookEvery = TimeSpan.FromMilliseconds(100) };
        return (await RunSystem.Start(parts, new RunSystemOptions { BaseDirectory = _root.FullName, Runtime = new RuntimeOptions { NodeName = name, Cluster = cluster } }), links);
    }

    private ScriptedChatModel Echo() =>
        ScriptedChatModel.TryCreate(new ScriptedModel { Name = "mock/echo", Reply = "<{{input}}>" }, _artifacts, TimeProvider.System, out var model, out var error)
            ? model
            : throw new InvalidOperationException(error.Message);

    /// <summary>A new run whose shard a node owns.</summary>
    private async Task<RunId> RunOf(RunSystem owner)
    {
        var shards = await _journal.Shards(default);
        return Enumerable.Range(0, 10_000)
            .Select(i => RunId.Parse($"run-{i}"))
            .First(run => shards.Single(shard => shard.Shard == Sharding.ShardOf(new EntityId("run", run.ToString()), Shards)).Owner == owner.Incarnation);
    }

    private static (ConcurrentQueue<string> Frames, Task Ended) Watch(RunSystem system, RunId run)
    {
        var frames = new ConcurrentQueue<string>();
        return (frames, Follow());

        async Task Follow()
        {
            await foreach (var frame in system.Frames(run, afterSeq: 0))
            {
                if (frame is AgentStreaming or QueuePosition)
                    continue;
                // A question that is open is shown again to who comes later.
                if (!frames.Contains($"{frame.Seq} {frame.Type}"))
                    frames.Enqueue($"{frame.Seq} {frame.Type}");
                if (frame.Type == "strategy_completed")
                    return;
            }
        }
    }

    private static T Ok<T>(RunResult<T> result)
        where T : class
    {
        result.Error.ShouldBeNull();
        return result.Value!;
    }
}
