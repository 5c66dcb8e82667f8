using Runs.Actors.Frames;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Subscriptions;

/// <summary>
/// One subscriber of a run, at its own pace: it takes what it wants when it wants, and is woken when there may be more. While it
/// keeps up, it sees what all see. When it has fallen behind it catches up by itself: events from the journal, live output in one
/// piece from where it was. It buffers nothing but a page of the journal. Not for several threads at a time.
/// </summary>
public sealed class RunFollower : IDisposable
{
    private readonly RunHubs _hubs;
    private readonly RunHub _hub;
    private readonly HubSeat _seat;
    private readonly long _knownSeq;
    private bool _asksAgain = true;
    private long? _target;
    private long? _index;
    private long _seq;
    private FrameMapper? _mapper;
    private JournalReplay? _replay;
    private FeedItem? _place;
    private bool _isDisposed;

    internal RunFollower(RunHubs hubs, RunId run, RunCursor after, Action wake)
    {
        _hubs = hubs;
        _hub = hubs.Use(run);
        Cursor = after;
        _knownSeq = after.Seq;
        _seq = after.LiveSeq;
        _seat = _hub.Window.Add(wake);
        _hub.Wake();
    }

    /// <summary>The run.</summary>
    public RunId Run => _hub.Run;

    /// <summary>Where to go on after the last item.</summary>
    public RunCursor Cursor { get; private set; }

    /// <summary>Whether nothing ever comes any more: the run was erased.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the run was erased, whether or not the follower has come that far.</summary>
    public bool IsErased => _hub.Window.HasEnded;

    /// <summary>Told the run when there is nothing more and all that the journal holds has been seen; at least once. The follower itself doesn't keep it.</summary>
    internal Action<RunState>? CaughtUp { get; init; }

    /// <summary>The next item; <see langword="null"/> when there is none now: wait to be woken.</summary>
    /// <exception cref="Runtime.Journal.JournalException">The journal could not be read. Follow again, by the cursor.</exception>
    public ValueTask<FeedItem?> Next(CancellationToken cancellation = default)
    {
        if (_place is { } place)
        {
            _place = null;
            return new(place);
        }

        if (_index is not { } index)
            return CatchUp(cancellation);
        var look = _hub.Window.Look(index, _seat);
        switch (look.Sight)
        {
            case HubSight.Item:
                _index = index + 1;
                Cursor = look.Item!.Update.Cursor;
                return new(look.Item);
            case HubSight.Behind:
                FallBehind();
                return CatchUp(cancellation);
            default:
                Pause(look);
                _hub.Rest();
                return default;
        }
    }

    /// <summary>Completes when the follower can take everything that is stored by now.</summary>
    public Task Settle() => _hub.Settle();

    /// <summary>Stops following.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _hub.Window.Remove(_seat);
        _hubs.Release(_hub);
    }

    private void FallBehind()
    {
        _index = null;
        _seq = Cursor.LiveSeq;
        _asksAgain = false;
    }

    private void Pause(in HubLook look)
    {
        HasEnded = look.Sight == HubSight.Over;
        if (look.Head is { } head)
            CaughtUp?.Invoke(head.State);
    }

    private async ValueTask<FeedItem?> CatchUp(CancellationToken cancellation)
    {
        while (_index is null)
        {
            var look = _hub.Window.LookAfter(_seq);
            _target ??= look.Head?.Seq;
            switch (look.Sight)
            {
                case HubSight.Item when await Tell(look.Item!, _hub.Window.LastFrame(_seq), cancellation) is { } item:
                    return item;
                case HubSight.Item:
                    break;
                case HubSight.Behind:
                    _replay ??= new JournalReplay(_hub.Parts, Run, _hub.StreamKey);
                    if (await _replay.After(_seq, cancellation) is not { } read)
                        return null;
                    if (await Tell(read, _replay.LastFrame, cancellation) is { } told)
                        return told;
                    break;
                case HubSight.AtHead:
                    var (isWaiting, missed) = await Approach(look.Head!, cancellation);
                    if (missed is not null)
                        return missed;
                    if (!isWaiting)
                        break;
                    Pause(look);
                    return null;
                default:
                    Pause(look);
                    if (look.Head is null)
                        _hub.Wake();
                    return null;
            }
        }

        return await Next(cancellation);
    }

    /// <summary>One event for this follower alone. <see langword="null"/> when it has nothing to tell it.</summary>
    private async ValueTask<FeedItem?> Tell(FeedItem item, long lastFrame, CancellationToken cancellation)
    {
        var update = (RunUpdate.Journaled)item.Update;
        var mapper = Mapper(update.Before, lastFrame);
        if (!mapper.IsLive && _seq >= _target && await GoLive(mapper, update.Before, cancellation) is { } live)
            return live;
        var frames = await mapper.Map(update, item.Own, cancellation);
        _seq = update.Seq;
        Cursor = mapper.Cursor;
        return update.Seq > _knownSeq || frames.Count > 0 ? FeedItem.Of(update, frames, item.Own, Cursor, item.Bytes) : null;
    }

    /// <summary>Live output that the hub has shown already, then what is under way; after that the follower has joined, unless it knows more than the hub.</summary>
    private async ValueTask<(bool IsWaiting, FeedItem? Item)> Approach(HubHead head, CancellationToken cancellation)
    {
        var mapper = Mapper(head.State, _hub.Window.LastFrame(_seq));
        var step = _hub.Window.Approach(head, mapper.PlaceOf);
        switch (step.Sight)
        {
            case HubApproachSight.Moved:
                return default;
            case HubApproachSight.Ahead:
                return (true, await GoLive(mapper, head.State, cancellation));
            case HubApproachSight.Missing:
                var shown = mapper.Map(step.Missed!);
                Cursor = mapper.Cursor;
                return (false, FeedItem.Of(step.Missed!, shown, Cursor));
            default:
                (_index, _mapper, _replay) = (step.Index, null, null);
                return (false, await GoLive(mapper, head.State, cancellation));
        }
    }

    /// <summary>All that was stored when the follower came has been told: from here on it sees what is under way.</summary>
    private async ValueTask<FeedItem?> GoLive(FrameMapper mapper, RunState state, CancellationToken cancellation)
    {
        var frames = await mapper.GoLive(state, _asksAgain, cancellation);
        Cursor = mapper.Cursor;
        _place = _hub.Place.For(state, _seq, _hub.Window.LastFrame(_seq), Cursor);
        return frames.Count == 0 ? null : FeedItem.Of(new RunUpdate.CaughtUp(_seq, state) { Cursor = Cursor }, frames);
    }

    private FrameMapper Mapper(RunState state, long lastFrame)
    {
        if (_mapper is not null)
            return _mapper;
        _mapper = new FrameMapper(Run, Cursor, lastFrame, _hub.Parts.Time, _hub.Parts.TextOf(Run));
        _mapper.Resume(Cursor.Places, state);
        return _mapper;
    }
}
