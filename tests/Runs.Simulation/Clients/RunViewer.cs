using Runs.Actors;
using Runs.Actors.Subscriptions;
using Runs.Checkers.Evidence;
using Runs.Domain.Identity;
using Runs.Simulation.Plants;
using Runs.Simulation.Recording;
using Runs.Simulation.Worlds;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Clients;

/// <summary>Watches a run through crashes, by its cursor. What it sees is judged in the end.</summary>
internal sealed class RunViewer(SimulationKernel kernel, SimulatedNode node, RunId run, Witness witness, PlantedParts parts)
{
    private readonly List<SeenEvent> _events = witness.Viewer(run);
    private int _session;
    private RunSystem? _watched;

    /// <summary>The sequence number of the last event seen.</summary>
    public long Seen { get; private set; }

    public async Task Live(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            if (node.System is { } system && system != _watched)
            {
                _watched = system;
                var session = ++_session;
                node.Run(current => Watch(current, session));
            }

            await Task.Delay(TimeSpan.FromSeconds(5), kernel.World.Time, CancellationToken.None);
        }
    }

    private async Task Watch(RunSystem system, int session)
    {
        try
        {
            await foreach (var update in system.Subscribe(run, Seen))
            {
                if (session != _session)
                    return;
                if (update is not RunUpdate.Journaled journaled)
                    continue;
                _events.AddRange(parts.Arriving(new SeenEvent(journaled.Seq, journaled.Event.Type)));
                Seen = journaled.Seq;
            }
        }
        catch (Runtime.Journal.JournalException)
        {
            // The journal could not be read; go on by the cursor.
            _watched = null;
        }
    }
}
