using Runs.Actors.Frames;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Actors.Subscriptions;

/// <summary>A follower's own way through the journal, for what the hub doesn't hold any more. It holds one page at most.</summary>
internal sealed class JournalReplay(HubParts parts, RunId run, long? streamKey)
{
    private readonly RunPages _pages = new(parts.Journal, run, parts.Counters, streamKey);
    private readonly RunFold _fold = new(run);
    private readonly FrameChain _chain = new(new JournaledFrames(run, parts.TextOf(run)));
    private readonly Queue<(RunEvent Event, DateTimeOffset At, int Bytes)> _page = [];

    private FeedItem? _last;

    /// <summary>The last journaled frame before the event that was returned last.</summary>
    public long LastFrame { get; private set; }

    /// <summary>The event after a sequence number, which never decreases; <see langword="null"/> when the journal ends there.</summary>
    public async ValueTask<FeedItem?> After(long seq, CancellationToken cancellation)
    {
        while (_fold.Seq <= seq)
        {
            if (_page.Count == 0)
            {
                foreach (var read in await _pages.After(_fold.Seq, cancellation))
                    _page.Enqueue(read);
            }

            if (!_page.TryDequeue(out var next))
                return null;
            LastFrame = _chain.Last;
            var update = _fold.Add(next.Event, next.At);
            var own = _chain.Next(update);
            _last = FeedItem.Of(update, [], own, RunCursor.After(update.Seq), next.Bytes);
        }

        return _last;
    }
}
