using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Runtime;
using Runs.Runtime.Journal;

namespace Runs.Actors.Watching;

/// <summary>Waits for the end of a run as one more of its followers: wherever it lives, and however often it moves.</summary>
/// <param name="hubs">The watched runs.</param>
/// <param name="time">The clock.</param>
internal sealed class RunCompletion(RunHubs hubs, TimeProvider time)
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>The run at its end. One that is deleted before that was seen is shown as one that doesn't exist.</summary>
    /// <param name="run">The run.</param>
    /// <param name="afterSeq">Its last event that is known, which isn't its end.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<RunReply> Of(RunId run, long afterSeq, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await Follow(run, afterSeq, cancellation);
            }
            catch (JournalException)
            {
                await Task.Delay(ReadAgain, time, cancellation);
            }
        }
    }

    private async ValueTask<RunReply> Follow(RunId run, long afterSeq, CancellationToken cancellation)
    {
        var signal = new WakeSignal();
        using var cancelled = cancellation.Register(signal.Set);
        using var follower = new RunFollower(hubs, run, RunCursor.After(afterSeq), signal.Set);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var item = await follower.Next(cancellation);
            if (item?.Update is RunUpdate.Journaled { After: { Pending: null } after } update && after.Status.IsTerminal())
                return new RunReply(after, update.Seq);
            if (follower.HasEnded)
                return new RunReply(RunState.Of(run), 0);
            if (item is null)
                await signal.Wait();
        }
    }
}
