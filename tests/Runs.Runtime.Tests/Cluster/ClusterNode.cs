using Runs.Runtime.Cells;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Messaging;
using Runs.Runtime.Nodes;
using Runs.Runtime.Tests.Counters;
using Runs.TestKit.Journal;
using Runs.TestKit.Links;
using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Cluster;

/// <summary>One process with a node among others. It can be crashed, frozen and started again.</summary>
public sealed class ClusterNode(SimulationKernel kernel, SimulatedJournal journal, SimulatedNetwork network, string name)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    private SimulationContext _process = null!;

    public string Name { get; } = name;

    /// <summary>How long idle cells live, from the next start on.</summary>
    public TimeSpan PassivateAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The node, once it has started.</summary>
    public RuntimeNode? Node { get; private set; }

    public SimulationContext Process => _process;

    public int Owned => Node?.OwnedShards ?? 0;

    public void Start()
    {
        var process = kernel.NewContext(Name);
        _process = process;
        Node = null;
        process.Start(async () =>
        {
            var options = new RuntimeOptions
            {
                NodeName = Name,
                Cells = new CellOptions { PassivateAfter = PassivateAfter, MailboxCapacity = 8, RecoveryConcurrency = 2 },
                AskTimeout = TimeSpan.FromSeconds(20),
                Cluster = new ClusterOptions { Address = Name, Lease = Lease, FirstClaims = 4, MoveAtOnce = 3, HandOffDeadline = TimeSpan.FromSeconds(5) },
            };
            while (true)
            {
                var node = new RuntimeNode(journal, options, process.Time, [new CounterFactory()], links: network.Connect(process), codec: new CounterCodec());
                node.Peers.Handle<string>((from, text) => ValueTask.FromResult<object?>($"{text} from {from}"));
                node.Lane.Start();
                try
                {
                    await node.Start();
                    Node = node;
                    return;
                }
                catch (JournalException)
                {
                    await node.Stop();
                    await Task.Delay(TimeSpan.FromMilliseconds(50), process.Time);
                }
            }
        });
    }

    public void Crash()
    {
        _process.Crash();
        Node = null;
    }

    /// <summary>Hands everything over, then ends.</summary>
    public Task Drain() => _process.Call(async () =>
    {
        await Node!.Drain();
        var left = Node.OwnedShards;
        await Node.Stop();
        Node = null;
        return left;
    });

    public Task<Reply> Count(string counter, string commandId, long by = 1) => Ask(counter, new CountBy(by), commandId);

    public Task<Reply> Sum(string counter) => Ask(counter, "text", null);

    public Task<T> Call<T>(Func<RuntimeNode, ValueTask<T>> function) => _process.Call(async () => await function(Node!));

    public Task<Reply> Ask(string counter, object command, string? commandId)
    {
        var node = Node!;
        return _process.Call(async () => await node.Ask(new EntityId("counter", counter), command, commandId));
    }
}
