using Runs.Actors;
using Runs.Checkers;
using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Simulation.Clients;

namespace Runs.Simulation.Worlds;

/// <summary>What must hold at the end of a world.</summary>
internal sealed class WorldChecks(SimulatedCluster cluster)
{
    private IReadOnlyList<RunAudit> _runs = [];
    private long _deleted;

    /// <summary>Lets a client and its viewer see all that there is.</summary>
    public async Task Settle(RunClient client, RunViewer viewer)
    {
        await client.SeeSubRunsOff();
        await SeesAll(client, viewer);
        var live = await client.Describe();
        cluster.Witness.Saw(live.State, live.Seq);
    }

    /// <summary>Lets a viewer see all that is stored of its run, if there still is one.</summary>
    public async Task SeesAll(RunClient client, RunViewer viewer)
    {
        if (await cluster.Store.Find(RunEntity.Of(client.Run), default) is { LastSeq: var last })
            await Soon(() => viewer.Seen >= last, () => $"A viewer of {client.Run} has seen {viewer.Seen} events of {last}, though everything works.");
    }

    /// <summary>Waits until nothing has been added to any run for longer than a node is away.</summary>
    public async Task AllIsStill(IReadOnlyList<RunClient> clients)
    {
        for (var (before, now) = (-1L, 0L); before != now;)
        {
            before = now;
            await cluster.Pass(TimeSpan.FromMinutes(3));
            now = 0;
            foreach (var client in clients)
                now += (await cluster.Store.Find(RunEntity.Of(client.Run), default))?.LastSeq ?? 0;
        }
    }

    /// <summary>Lets a client delete its run, of which nothing may be left then.</summary>
    public async Task Delete(RunClient client)
    {
        if (!await client.MayDelete())
            return;
        _deleted++;
        var id = RunEntity.Of(client.Run);
        if (await cluster.Store.Find(id, default) is not null || await cluster.Store.FindListed(id, default) is not null)
            throw new CheckFailedException($"{client.Run} is still there, though its client was told that it is deleted.");
    }

    /// <summary>Asks every checker.</summary>
    public async Task<IReadOnlyList<Violation>> Violations(bool isOver)
    {
        var file = new CaseFile(await cluster.Store.Record(), cluster.Witness.Tell(isOver))
        {
            IsOver = isOver,
            Capacity = cluster.Limits.Rules.CapacityOf,
            Overlooked = TimeSpan.FromMinutes(cluster.Nodes.Count == 1 ? 2 : 20),
        };
        _runs = file.Runs;
        return AllCheckers.Check(file);
    }

    /// <summary>Runs that have ended leave no attempt and, after a while, nothing that watches them and no cell: the coordinators' alone are left.</summary>
    public async Task NothingIsLeft()
    {
        foreach (var node in cluster.Nodes)
        {
            await Soon(
                () => node.System is { LiveAttempts: 0, WatchedRuns: 0 } && cluster.Nodes.Sum(other => other.System?.LiveCells) <= cluster.Limits.Rules.Queues.Count,
                () => $"{node.System?.LiveAttempts} attempts, {node.System?.LiveCells} cells and {node.System?.WatchedRuns} watched runs are left on {node.Name}, though all runs have ended.");
        }
    }

    /// <summary>What was counted on the way.</summary>
    public IEnumerable<(string What, long Count)> Counts() =>
    [
        ("questions", _runs.Sum(run => run.Calls.Questions)),
        ("messages", _runs.Sum(run => run.State.Mailboxes.Values.Sum(mailbox => mailbox.Accepted().Count))),
        ("summaries", _runs.Sum(run => run.State.Conversation.Retentions.Count)),
        ("blocked steps", _runs.Sum(run => run.Steps.Blocked)),
        ("skipped steps", _runs.Sum(run => run.Steps.Skipped)),
        ("items of lists", _runs.Sum(run => run.Steps.Items)),
        ("mixed ends", _runs.Sum(run => run.Steps.Mixed)),
        ("steps taken over", _runs.Sum(run => run.Steps.Taken)),
        ("steps begun anew", _runs.Sum(run => run.Steps.Retried)),
        ("pauses", _runs.Sum(run => run.Holds.Pauses)),
        ("expired", _runs.Sum(run => run.Holds.Expired)),
        ("deleted", _deleted),
        ("sub-runs", _runs.Sum(run => run.SubRuns.All.Count)),
    ];

    /// <summary>Waits for what must become true. Faults may go on for most of an hour yet.</summary>
    private async Task Soon(Func<bool> condition, Func<string> otherwise)
    {
        var deadline = cluster.Kernel.Now + TimeSpan.FromHours(2);
        while (!condition())
        {
            if (cluster.Kernel.Now > deadline)
                throw new CheckFailedException(otherwise());
            await cluster.Pass(TimeSpan.FromSeconds(5));
        }
    }
}
