using Runs.Actors;
using Runs.Actors.Subscriptions;
using Runs.Checkers.Evidence;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Simulation.Worlds;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Clients;

/// <summary>Watches a run by its cursor, from one node and then another, through crashes. What it saw is judged in the end.</summary>
internal sealed class RunViewer(SimulatedCluster cluster, RunId run)
{
    private readonly List<SeenEvent> _events = cluster.Witness.Viewer(run);
    private readonly SeededRandom _random = cluster.Kernel.Random.Fork();
    private readonly LiveTexts _live = new();
    private readonly bool _follows = cluster.Kernel.Random.Fork().Chance(0.7);
    private RunCursor _cursor = RunCursor.Start;
    private int _session;
    private SimulatedNode? _node;
    private RunSystem? _watched;

    /// <summary>How many pieces of live output were seen.</summary>
    public long Pieces => _live.Count;

    /// <summary>The sequence number of the last event seen.</summary>
    public long Seen { get; private set; }

    /// <summary>The run after that event; <see langword="null"/> before the first.</summary>
    public RunState? Last { get; private set; }

    public async Task Live(CancellationToken over)
    {
        CancellationTokenSource leaving = new();
        while (!over.IsCancellationRequested)
        {
            if (_watched is null || _node?.System != _watched || _random.Chance(cluster.Nodes.Count > 1 ? 0.05 : 0))
            {
                Leave(leaving);
                leaving = new CancellationTokenSource();
                Begin(leaving.Token);
            }

            await cluster.Pass(TimeSpan.FromSeconds(5));
        }

        Leave(leaving);
    }

    private void Begin(CancellationToken left)
    {
        _node = cluster.Any(_random);
        _watched = _node?.System;
        var session = ++_session;
        _node?.Run(system => Watch(system, session, left));
    }

    /// <summary>Says so in the process that is left: what it does then is its own.</summary>
    private void Leave(CancellationTokenSource leaving)
    {
        if (_watched is not null && _node?.System == _watched)
        {
            _node.Run(_ =>
            {
                leaving.Cancel();
                return Task.CompletedTask;
            });
        }
    }

    private async Task Watch(RunSystem system, int session, CancellationToken left)
    {
        try
        {
            await foreach (var update in system.Subscribe(run, _follows ? _cursor : RunCursor.After(Seen), left))
            {
                if (session != _session)
                    return;
                _cursor = update.Cursor;
                if (_follows && update is RunUpdate.Streamed streamed && _live.Problem(streamed) is { } problem)
                    throw new CheckFailedException($"A viewer of {run} {problem}.");
                if (update is not RunUpdate.Journaled journaled)
                    continue;
                _events.AddRange(cluster.Parts.Arriving(new SeenEvent(journaled.Seq, journaled.Event.Type)));
                (Seen, Last) = (journaled.Seq, journaled.After);
            }
        }
        catch (Runtime.Journal.JournalException)
        {
            // The journal could not be read; go on by the cursor.
            if (session == _session)
                _watched = null;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
        }
    }
}
