using Runs.Actors.Frames;
using Runs.Actors.Queues;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Subscriptions;

/// <summary>Where the run of a hub stands in its queue while it waits there, as its followers are told. Used by the hub's loop alone, but for <see cref="Shown"/>.</summary>
/// <param name="places">The node's look at the queues; <see langword="null"/> where there is none.</param>
/// <param name="run">The run.</param>
/// <param name="time">The clock.</param>
/// <param name="wake">Wakes the hub.</param>
internal sealed class HubPlace(PlaceWatch? places, RunId run, TimeProvider time, Action wake)
{
    private volatile QueuePlace? _shown;
    private string? _queue;

    /// <summary>What was shown last; <see langword="null"/> while the run doesn't wait, or where isn't known.</summary>
    public QueuePlace? Shown => _shown;

    /// <summary>What is new about the run's place; <see langword="null"/> for nothing.</summary>
    /// <param name="state">The run as it is.</param>
    /// <param name="seq">The last event.</param>
    /// <param name="lastFrame">The last journaled frame.</param>
    /// <param name="cursor">Where to go on.</param>
    public FeedItem? News(RunState state, long seq, long lastFrame, RunCursor cursor)
    {
        if (places is null || state.QueuedSince is null || state.StatusSegment?.Admission is not { } admission)
        {
            Leave();
            return null;
        }

        _queue = admission.Queue;
        var place = places.Watch(admission.Queue, run, wake);
        if (place is null || place.Position == _shown?.Position)
            return null;
        _shown = place;
        return Item(place, state, seq, lastFrame, cursor);
    }

    /// <summary>That the run goes on; <see langword="null"/> when nobody was told that it waited.</summary>
    public FeedItem? Left(RunState state, long seq, long lastFrame, RunCursor cursor)
    {
        if (_shown is not { } shown)
            return null;
        Leave();
        return Item(shown with { Position = 0, Waiting = Math.Max(0, shown.Waiting - 1) }, state, seq, lastFrame, cursor);
    }

    /// <summary>Where the run stands, for one who has just come.</summary>
    public FeedItem? For(RunState state, long seq, long lastFrame, RunCursor cursor) =>
        state.QueuedSince is not null && _shown is { } shown ? Item(shown, state, seq, lastFrame, cursor) : null;

    /// <summary>Nobody needs to know any more.</summary>
    public void Leave()
    {
        if (_queue is { } queue)
            places!.Leave(queue, run);
        _queue = null;
        _shown = null;
    }

    private FeedItem Item(QueuePlace place, RunState state, long seq, long lastFrame, RunCursor cursor) => FeedItem.Of(
        new RunUpdate.Placed(seq, place, state),
        [new SharedFrame(new QueuePosition { Run = run, Seq = lastFrame, At = time.GetUtcNow(), Place = place, Priority = state.StatusSegment?.Admission?.Priority ?? 0 })],
        cursor);
}
