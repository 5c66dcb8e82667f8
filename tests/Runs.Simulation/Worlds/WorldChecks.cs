using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Simulation.Checkers;
using Runs.Simulation.Clients;

namespace Runs.Simulation.Worlds;

/// <summary>What must hold at the end of a world.</summary>
internal sealed class WorldChecks(SimulatedCluster cluster)
{
    private readonly List<CheckedRun> _runs = [];
    private long _messages;
    private long _summaries;

    /// <summary>Checks a run, once its client has seen it end.</summary>
    public async Task Run(RunClient client, RunViewer viewer)
    {
        await client.SeeSubRunsOff();
        var run = await JournalChecker.Check(cluster.Journal.Contents, client.Run, client.Acknowledged);
        _runs.Add(run);
        await CheckSubRuns(client.Run, run);
        var (state, seq) = (run.State, run.Seq);
        _messages += state.Mailboxes.Values.Sum(mailbox => mailbox.Accepted().Count);
        _summaries += state.Conversation.Retentions.Count;
        if (!state.Status.IsTerminal())
            throw new CheckFailedException($"{client.Run} is {state.Status} though its client saw it end.");
        await Soon(() => viewer.Seen >= seq, () => $"A viewer of {client.Run} has seen {viewer.Seen} events of {seq}, though everything works.");
        var live = await client.Describe();
        if (StateDump.Of(live) != StateDump.Of(state))
            throw new CheckFailedException($"{client.Run} differs from its journal:\n{StateDump.Of(live)}\n--- journal\n{StateDump.Of(state)}");
    }

    /// <summary>Runs that have ended leave no attempt and, after a while, no cell and nothing that watches them.</summary>
    public async Task NothingIsLeft()
    {
        if (cluster.Invocations.Repeated is [var repeated, ..])
            throw new CheckFailedException($"The handler of {repeated} was invoked more than once.");
        foreach (var node in cluster.Nodes)
        {
            await Soon(
                () => node.System is { LiveAttempts: 0, LiveCells: 0, WatchedRuns: 0 },
                () => $"{node.System?.LiveAttempts} attempts, {node.System?.LiveCells} cells and {node.System?.WatchedRuns} watched runs are left on {node.Name}, though all runs have ended.");
        }
    }

    /// <summary>What was counted on the way.</summary>
    public IEnumerable<(string What, long Count)> Counts() =>
    [
        ("questions", _runs.Sum(run => run.Calls.Questions)),
        ("messages", _messages),
        ("summaries", _summaries),
        ("blocked steps", _runs.Sum(run => run.Steps.Blocked)),
        ("skipped steps", _runs.Sum(run => run.Steps.Skipped)),
        ("items of lists", _runs.Sum(run => run.Steps.Items)),
        ("mixed ends", _runs.Sum(run => run.Steps.Mixed)),
        ("steps taken over", _runs.Sum(run => run.Steps.Taken)),
        ("steps begun anew", _runs.Sum(run => run.Steps.Retried)),
        ("pauses", _runs.Sum(run => run.Holds.Pauses)),
        ("expired", _runs.Sum(run => run.Holds.Expired)),
        ("sub-runs", _runs.Sum(run => run.SubRuns.All.Count)),
    ];

    /// <summary>Each sub-run is there, knows where it comes from, and has ended as its parent heard.</summary>
    private async Task CheckSubRuns(RunId parent, CheckedRun of)
    {
        foreach (var (id, opened) in of.SubRuns.All)
        {
            var sub = await JournalChecker.Check(cluster.Journal.Contents, RunId.Parse(id), []);
            _runs.Add(sub);
            if (sub.State.Parent is not { } link || (link.Run, link.Step, link.Attempt) != (parent.Value, opened.Step, opened.Attempt))
                throw new CheckFailedException($"{id} comes from {sub.State.Parent}, and {parent} opened it in attempt {opened.Attempt} of {opened.Step}.");
            if (!sub.State.Status.IsTerminal() || (opened.End is { } heard && heard != sub.FirstEnd))
                throw new CheckFailedException($"{id} is {sub.State.Status} and ended as {sub.FirstEnd}, and {parent} heard {opened.End}.");
        }
    }

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
