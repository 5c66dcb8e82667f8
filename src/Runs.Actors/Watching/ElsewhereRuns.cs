using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Runtime.Journal;
using Runs.Runtime.Subscriptions;

namespace Runs.Actors.Watching;

/// <summary>
/// Runs of other nodes, for who only wants to know when one has ended. To follow one costs its node and the journal something for each of its
/// steps: its live output is fetched, and all events are read and folded. Its listing row is one look.
/// </summary>
/// <param name="isElsewhere">Whether a run lives on another node, as far as is known.</param>
/// <param name="tail">Says when there may be something new.</param>
/// <param name="journal">The journal.</param>
internal sealed class ElsewhereRuns(Func<RunId, bool> isElsewhere, JournalTail tail, IJournalReader journal)
{
    /// <summary>
    /// Completes when the run lives here, has ended, is gone, or was started once more since this was asked. None of that need be so any more:
    /// whoever follows it now sees what has happened.
    /// </summary>
    /// <exception cref="JournalException">The journal can't be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask WhileUnderWay(RunId run, CancellationToken cancellation)
    {
        if (!isElsewhere(run))
            return;
        var entity = RunEntity.Of(run);
        using var watch = tail.Watch(entity);
        using var cancelled = cancellation.Register(watch.Wake);
        DateTimeOffset? started = null;
        while (isElsewhere(run))
        {
            cancellation.ThrowIfCancellationRequested();
            // What is appended from now on wakes the watch again.
            watch.Take(out _);
            if (await journal.FindListed(entity, cancellation) is not { Row: { Terminal: false } row })
                return;
            if (started is { } before && row.StartedAt != before)
                return;
            started = row.StartedAt;
            await watch.Wait();
        }
    }
}
