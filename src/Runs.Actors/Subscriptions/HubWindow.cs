using System.Runtime.ExceptionServices;
using Runs.Actors.Live;
using Runs.Domain.Identity;

namespace Runs.Actors.Subscriptions;

/// <summary>
/// What the followers of a run share: how far the hub is, what came last, and the latest events. Bounded in bytes; who has fallen
/// further behind catches up by itself and comes back.
/// </summary>
internal sealed class HubWindow(RunId run, LiveOutputs outputs)
{
    private const int RecentBytes = 256 * 1024;
    private const int EventBytes = 512 * 1024;

    private readonly Lock _gate = new();
    private readonly FeedRing _recent = new(RecentBytes);
    private readonly FeedRing _events = new(EventBytes);
    private HubSeat[] _seats = [];
    private HubHead? _head;
    private ExceptionDispatchInfo? _fault;
    private bool _hasEnded;
    private bool _isAsleep;
    private bool _isMissed;

    /// <summary>Whether somebody waits for what a hub that sleeps doesn't hold.</summary>
    public bool IsMissed
    {
        get
        {
            lock (_gate)
                return _isMissed;
        }
    }

    /// <summary>Whether the run was erased.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_gate)
                return _hasEnded;
        }
    }

    /// <summary>How many follow.</summary>
    public int Followers => Volatile.Read(ref _seats).Length;

    public HubSeat Add(Action wake)
    {
        var seat = new HubSeat(wake);
        lock (_gate)
            _seats = [.. _seats, seat];
        return seat;
    }

    public void Remove(HubSeat seat)
    {
        lock (_gate)
            _seats = [.. _seats.Where(other => other != seat)];
    }

    /// <summary>Remembers an event that happened before the hub began.</summary>
    public void AddHistory(FeedItem item)
    {
        lock (_gate)
            _events.Add(item);
    }

    /// <summary>Shows what one append, or live output, has brought.</summary>
    public void Publish(IReadOnlyList<FeedItem> items, HubHead head)
    {
        lock (_gate)
        {
            foreach (var item in items)
            {
                _recent.Add(item);
                if (item.Update is RunUpdate.Journaled)
                    _events.Add(item);
            }

            _head = head;
            (_isAsleep, _isMissed) = (false, false);
        }

        WakeAll();
    }

    /// <summary>Drops what all followers have seen. <see langword="false"/> when one hasn't.</summary>
    public bool TrySleep()
    {
        lock (_gate)
        {
            if (_seats.Any(seat => seat.Seen != _recent.End))
                return false;
            _recent.Restart(_recent.End);
            _events.Restart(0);
            (_head, _isAsleep) = (null, true);
            return true;
        }
    }

    /// <summary>Nothing more comes: the run was erased.</summary>
    public void End()
    {
        lock (_gate)
            _hasEnded = true;
        WakeAll();
    }

    /// <summary>Nothing more comes: the hub has failed, and so do its followers. They can begin again by their cursors.</summary>
    public void Fail(Exception error)
    {
        lock (_gate)
            _fault = ExceptionDispatchInfo.Capture(error);
        WakeAll();
    }

    /// <summary>What a follower finds at its index, once it has joined.</summary>
    public HubLook Look(long index, HubSeat seat)
    {
        lock (_gate)
        {
            if (_recent.Find(index) is { } item)
                return new(HubSight.Item, _head, item);
            if (index != _recent.End)
                return new(HubSight.Behind, _head);
            seat.Seen = index;
            return Nothing();
        }
    }

    /// <summary>What a follower finds that is catching up and knows the events up to a sequence number.</summary>
    public HubLook LookAfter(long seq)
    {
        lock (_gate)
        {
            _isMissed |= _isAsleep;
            if (_head is null || _head.Seq < seq)
                return Nothing();
            if (_head.Seq == seq)
                return new(HubSight.AtHead, _head);
            return _events.Find(seq) is { } item ? new(HubSight.Item, _head, item) : new(HubSight.Behind, _head);
        }
    }

    /// <summary>
    /// What lies between a follower that knows all events and the hub: the next piece of live output, or nothing any more, and then
    /// the index at which it joins. Looked at in one go, so that the follower joins exactly there. <see langword="null"/> when the hub isn't
    /// where the follower saw it any more: it has gone on, or sleeps, which it may as soon as the follower's seat is taken away.
    /// </summary>
    public (RunUpdate.Streamed? Missed, long Index)? Approach(HubHead head, Func<Domain.Runs.State.LiveAttempt, LivePlace> placeOf)
    {
        lock (_gate)
        {
            if (_head is null || _head.Seq != head.Seq)
                return null;
            foreach (var live in _head.State.Live.Values)
            {
                var limit = _head.Cursor.Places.FirstOrDefault(place => place.Unit == live.Unit && place.Attempt == live.Attempt).Address;
                if (outputs.Find(new(run, live.Unit, live.Attempt))?.Read(placeOf(live).Address, limit) is { } delta)
                    return (new RunUpdate.Streamed(_head.Seq, live.Step, live.Attempt, delta, _head.State), 0);
            }

            return (null, _recent.End);
        }
    }

    /// <summary>The last journaled frame up to an event; 0 when that can't be told.</summary>
    public long LastFrame(long seq)
    {
        lock (_gate)
        {
            for (var next = seq; _events.Find(next) is { } item; next++)
            {
                if (item.Own is { } own)
                    return own.Follows;
            }

            return _head?.LastFrame ?? 0;
        }
    }

    private HubLook Nothing()
    {
        _fault?.Throw();
        return new(_hasEnded ? HubSight.Over : HubSight.Nothing, _head);
    }

    private void WakeAll()
    {
        foreach (var seat in Volatile.Read(ref _seats))
            seat.Wake();
    }
}
