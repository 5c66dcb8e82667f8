using Runs.Actors.Attempts;
using Runs.Runtime;
using Runs.Runtime.Entities;
using Runs.Runtime.Links;

namespace Runs.Actors.Live;

/// <summary>
/// Shows other nodes what attempts of this one show. They ask from a place on, and each asking is answered once, as soon as there is
/// something after that place: whoever is slow is sent more at a time, and never more than it has asked for.
/// </summary>
/// <param name="peers">The other nodes.</param>
/// <param name="outputs">What attempts show.</param>
/// <param name="isWatchedElsewhere">Whether a run that lives here is watched by another node.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveSharing(Peers peers, LiveOutputs outputs, Func<EntityId, bool> isWatchedElsewhere, TimeProvider time)
{
    /// <summary>So much is sent at a time, in UTF-16 code units.</summary>
    private const int Most = 16 * 1024;

    /// <summary>So many requests are remembered at most.</summary>
    private const int Max = 16_384;

    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(10);

    private readonly Dictionary<AttemptKey, List<LiveRequest>> _requests = [];
    private readonly HashSet<AttemptKey> _changed = [];
    private readonly Lock _gate = new();
    private readonly WakeSignal _signal = new();
    private DateTimeOffset _nextSweep;
    private volatile bool _isStopped;
    private int _count;
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Loop();

    public async ValueTask Stop()
    {
        _isStopped = true;
        _signal.Set();
        await _loop;
    }

    /// <summary>Whether somebody on another node waits for what the attempt shows, or may do so in a moment.</summary>
    public bool Wants(AttemptKey key)
    {
        if (isWatchedElsewhere(RunEntity.Of(key.Run)))
            return true;
        lock (_gate)
            return _requests.ContainsKey(key);
    }

    /// <summary>Another node wants to see more.</summary>
    public void Wanted(long peer, LiveWanted wanted)
    {
        Remember(wanted.Key, new LiveRequest(peer, wanted.From, time.GetUtcNow() + Holds));
        Changed(wanted.Key);
    }

    /// <summary>An attempt has shown more, or has ended.</summary>
    public void Changed(AttemptKey key)
    {
        if (Volatile.Read(ref _count) == 0)
            return;
        lock (_gate)
        {
            if (!_requests.ContainsKey(key) || !_changed.Add(key))
                return;
        }

        _signal.Set();
    }

    private async Task Loop()
    {
        while (!_isStopped)
        {
            foreach (var (key, request) in TakeChanged())
            {
                // What can't be said now is said after the next change, or when it is asked for again.
                if (TryShow(key, request))
                    Forget(key, request);
            }

            await _signal.Wait();
        }
    }

    /// <summary>Answers, if there is anything to say and it can be sent.</summary>
    private bool TryShow(AttemptKey key, LiveRequest request)
    {
        // Before it is read: what comes in between is not the end.
        var hasEnded = outputs.HasEnded(key);
        if (outputs.Find(key) is not { } output)
            return peers.Tell(request.Peer, LinkChannel.Live, new LiveShown(key, request.From, [], LiveEnd.NotKept));
        var (deltas, left) = (new List<LiveDelta>(), Most);
        var from = request.From;
        while (left > 1 && output.Read(from, LiveAddress.End, left) is { } delta)
        {
            deltas.Add(delta);
            from = delta.Next;
            left -= delta.Text.Length;
        }

        var isOver = hasEnded && left > 1;
        return (isOver || deltas.Count > 0)
            && peers.Tell(request.Peer, LinkChannel.Live, new LiveShown(key, request.From, deltas, isOver ? LiveEnd.Over : LiveEnd.Open));
    }

    private void Remember(AttemptKey key, LiveRequest request)
    {
        lock (_gate)
        {
            Sweep(time.GetUtcNow());
            var requests = _requests.GetValueOrDefault(key, []);
            _count -= requests.RemoveAll(known => known.Peer == request.Peer);
            if (_count >= Max)
                return;
            requests.Add(request);
            _requests[key] = requests;
            _count++;
        }
    }

    private void Forget(AttemptKey key, LiveRequest request)
    {
        lock (_gate)
        {
            if (!_requests.TryGetValue(key, out var requests))
                return;
            _count -= requests.RemoveAll(known => ReferenceEquals(known, request));
            if (requests.Count == 0)
                _requests.Remove(key);
        }
    }

    private List<(AttemptKey Key, LiveRequest Request)> TakeChanged()
    {
        lock (_gate)
        {
            var taken = _changed.SelectMany(key => _requests.GetValueOrDefault(key, []).Select(request => (key, request))).ToList();
            _changed.Clear();
            return taken;
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now < _nextSweep)
            return;
        _nextSweep = now + Holds;
        foreach (var (key, requests) in _requests.ToList())
        {
            _count -= requests.RemoveAll(request => request.Until <= now);
            if (requests.Count == 0)
                _requests.Remove(key);
        }
    }
}
