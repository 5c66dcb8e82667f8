using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;

namespace Runs.Node.Reading;

/// <summary>A run as it is stored, read without bringing it to life.</summary>
/// <param name="State">The state.</param>
/// <param name="Seq">The last event's sequence number; 0 for a run that doesn't exist.</param>
internal sealed record StoredRun(RunState State, long Seq)
{
    /// <summary>The run.</summary>
    public RunId Run => RunId.Parse(State.RunId);

    /// <summary>A run before its first event.</summary>
    public static StoredRun Before(RunId run) => new(RunState.Of(run), 0);

    /// <summary>Folds its events.</summary>
    public static async Task<StoredRun> Read(IRunSource source, RunId run)
    {
        await foreach (var update in source.Stored(run))
        {
            if (update is RunUpdate.CaughtUp caughtUp)
                return new(caughtUp.State, caughtUp.Seq);
        }

        return Before(run);
    }
}
