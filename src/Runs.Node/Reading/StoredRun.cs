using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;

namespace Runs.Node.Reading;

/// <summary>A run as the journal has it, read without bringing it to life.</summary>
/// <param name="State">The state.</param>
/// <param name="Seq">The last event's sequence number; 0 for a run that doesn't exist.</param>
internal sealed record StoredRun(RunState State, long Seq)
{
    /// <summary>Folds its events.</summary>
    public static async Task<StoredRun> Read(IJournalReader journal, RunId run)
    {
        await foreach (var update in new RunFeed(journal, run, new SingleLook()).Read(long.MaxValue))
        {
            if (update is RunUpdate.CaughtUp caughtUp)
                return new(caughtUp.State, caughtUp.Seq);
        }

        return new(RunState.Of(run), 0);
    }
}
