using System.Runtime.CompilerServices;
using Runs.Actors.Frames;
using Runs.Domain.Runs.State;
using Runs.Runtime;

namespace Runs.Actors.Subscriptions;

/// <summary>Followers as sequences that end with a token.</summary>
internal static class RunSubscription
{
    /// <summary>What a follower sees, and each time when there is nothing more, that.</summary>
    public static async IAsyncEnumerable<FeedItem> Items(Func<Action, Action<RunState>, RunFollower> follow, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var signal = new WakeSignal();
        RunState? state = null;
        using var follower = follow(signal.Set, seen => state = seen);
        using var cancelled = cancellation.Register(signal.Set);
        var knownSeq = follower.Cursor.Seq;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await follower.Next(cancellation) is { } item)
            {
                yield return item;
                continue;
            }

            if (follower.HasEnded)
                yield break;
            if (state is { } seen)
            {
                state = null;
                yield return FeedItem.Of(new RunUpdate.CaughtUp(Math.Max(follower.Cursor.Seq, knownSeq), seen) { Cursor = follower.Cursor }, []);
            }

            await signal.Wait();
        }
    }

    public static async IAsyncEnumerable<RunUpdate> Updates(IAsyncEnumerable<FeedItem> items, long knownSeq, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var item in items.WithCancellation(cancellation))
        {
            // An event that is known already may come for its live frames.
            if (item.Update is not RunUpdate.Journaled { Seq: var seq } || seq > knownSeq)
                yield return item.Update;
        }
    }

    public static async IAsyncEnumerable<RunFrame> Frames(IAsyncEnumerable<FeedItem> items, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var item in items.WithCancellation(cancellation))
        {
            foreach (var frame in item.Frames)
                yield return await frame.Frame(cancellation);
        }
    }
}
