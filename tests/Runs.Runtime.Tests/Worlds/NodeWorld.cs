using Runs.Runtime.Cells;
using Runs.Runtime.Entities;
using Runs.Runtime.Lanes;
using Runs.Runtime.Messaging;
using Runs.Runtime.Nodes;
using Runs.Runtime.Tests.Counters;
using Runs.Runtime.Tests.Probes;
using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Worlds;

/// <summary>One node over one journal, on virtual time. After the scenario the node is stopped, and nothing may be left of it.</summary>
public sealed class NodeWorld
{
    public NodeWorld(ulong seed = 1)
    {
        Kernel = new SimulationKernel(seed);
        Journal = new HookedJournal(Time);
    }

    public SimulationKernel Kernel { get; }

    public TimeProvider Time => Kernel.World.Time;

    public HookedJournal Journal { get; }

    public RecordingListener Listener { get; } = new();

    public ProbeHooks Hooks { get; } = new();

    public RuntimeOptions Options { get; init; } = new();

    public RuntimeNode Node { get; private set; } = null!;

    /// <summary>Runs a scenario on a started node.</summary>
    public void Run(Func<Task> scenario)
    {
        Kernel.Run(async () =>
        {
            await Start();
            await scenario();
            await Node.Stop();
        });
        CheckNothingIsLeft();
    }

    /// <summary>Runs a scenario that starts and stops nodes itself.</summary>
    public void RunBare(Func<Task> scenario)
    {
        Kernel.Run(scenario);
        CheckNothingIsLeft();
    }

    public async Task Start()
    {
        Node = Make();
        await Node.Start();
    }

    public RuntimeNode Make(string name = "local")
    {
        var node = new RuntimeNode(Journal, Options with { NodeName = name }, Time, [new ProbeFactory(Hooks)], Listener);
        node.Lane.Start();
        return node;
    }

    public Task<Reply> Count(string probe, string commandId, long by = 1) =>
        Node.Ask(Id(probe), new CountBy(by), commandId).AsTask();

    public Task<Reply> Ask(string probe, object command) => Node.Ask(Id(probe), command).AsTask();

    public async Task<ProbeState> State(string probe)
    {
        var reply = await Ask(probe, new Peek());
        reply.Refusal.ShouldBeNull();
        return (ProbeState)reply.Value!;
    }

    /// <summary>What the journal alone says about a probe: the command ids that it holds, in order.</summary>
    public async Task<IReadOnlyList<string>> Stored(string probe)
    {
        if (await Journal.Store.Find(Id(probe), default) is not { } head)
            return [];
        var stored = await Journal.Store.Read(head.StreamKey, 0, int.MaxValue, default);
        Checkers.JournalChecker.Check(Id(probe), stored);
        return [.. stored.SelectMany(append => System.Text.Encoding.UTF8.GetString(append.Data.Span).Split('\n')).Select(line => line.Split(' ')).Select(parts => parts[0] == "add" ? parts[1] : parts[0])];
    }

    public async Task Pass(TimeSpan time)
    {
        for (var longest = TimeSpan.FromDays(20); time > longest; time -= longest)
            await Task.Delay(longest, Time);
        await Task.Delay(time, Time);
    }

    /// <summary>Lets virtual time pass until something holds; the failure names what didn't.</summary>
    public async Task Until(Func<bool> holds, string what, TimeSpan? within = null)
    {
        var deadline = Kernel.Now + (within ?? TimeSpan.FromMinutes(5));
        while (!holds())
        {
            Kernel.Now.ShouldBeLessThan(deadline, $"{what}: it never happened");
            await Pass(TimeSpan.FromMilliseconds(1));
        }
    }

    public static EntityId Id(string probe) => new("probe", probe);

    /// <summary>A second probe whose shard is the same as the first one's, or another.</summary>
    public static string Neighbour(string probe, bool sameShard)
    {
        var shard = Sharding.ShardOf(Id(probe), 4);
        return Enumerable.Range(0, 1000).Select(i => $"n{i}").First(other => Sharding.ShardOf(Id(other), 4) == shard == sameShard);
    }

    private void CheckNothingIsLeft()
    {
        var ended = Kernel.Now;
        var silence = Should.Throw<TimeoutException>(() => Kernel.Run(() => new TaskCompletionSource().Task));
        silence.Message.ShouldStartWith("Nothing can happen any more");
        Kernel.Now.ShouldBe(ended, "a timer is left after the stop");
        Hooks.Living.ShouldBe(0, "entities are left after the stop");
    }
}
