using Runs.Runtime.Entities;
using Runs.Runtime.Links;

namespace Runs.Runtime.Subscriptions;

/// <summary>
/// Which other nodes watch which streams of this one, and what they are told. A node says so again and again, and each time it may be sent
/// one hint: at most one a stream is under way to it, however fast the stream grows. Bounded; who doesn't fit in looks at the journal.
/// </summary>
internal sealed class RemoteWatchers(Peers peers, TimeProvider time)
{
    /// <summary>So many streams are watched by others at most, each counted once a node.</summary>
    private const int Max = 65_536;

    /// <summary>So long an interest holds that isn't renewed.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(15);

    /// <summary>What is said about an earlier hint within this time, is doubled or late word: it must not make two of one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Dictionary<EntityId, List<RemoteWatcher>> _streams = [];
    private readonly Lock _gate = new();
    private DateTimeOffset _nextSweep;
    private int _count;

    /// <summary>How many interests there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether another node watches the stream.</summary>
    public bool IsWatched(EntityId entity)
    {
        if (Count == 0)
            return false;
        lock (_gate)
            return _streams.TryGetValue(entity, out var watchers) && watchers.Exists(watcher => watcher.Until > time.GetUtcNow());
    }

    /// <summary>Another node watches streams. Who is new, or has missed a hint, is told at once.</summary>
    public void Interested(long peer, StreamsWatched watched)
    {
        var news = new List<StreamPlace>();
        lock (_gate)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            foreach (var place in watched.Streams)
            {
                if (Renew(peer, place.Stream, now) is { } watcher && IsMissing(watcher, place.Seq, now))
                    news.Add(Tell(watcher, place.Stream, now));
            }
        }

        if (news.Count > 0)
            peers.Tell(peer, LinkChannel.Live, new StreamsGrown(news));
    }

    /// <summary>A stream of this node has grown, or was erased.</summary>
    public void Grown(EntityId entity, long lastSeq)
    {
        if (Count == 0)
            return;
        List<RemoteWatcher>? told = null;
        lock (_gate)
        {
            if (!_streams.TryGetValue(entity, out var watchers))
                return;
            var now = time.GetUtcNow();
            foreach (var watcher in watchers)
            {
                watcher.Seq = lastSeq;
                if (watcher.IsUnderWay || watcher.Until <= now)
                    continue;
                Tell(watcher, entity, now);
                (told ??= []).Add(watcher);
            }
        }

        foreach (var watcher in told ?? [])
        {
            // What certainly isn't heard isn't under way: the next one may be sent.
            if (!peers.Tell(watcher.Peer, LinkChannel.Live, new StreamsGrown([new StreamPlace(entity, lastSeq)])))
                watcher.IsUnderWay = false;
        }
    }

    /// <summary>Whether the node must be told: it is new, or it has heard the last hint and there is more, or that was lost.</summary>
    private static bool IsMissing(RemoteWatcher watcher, long heard, DateTimeOffset now)
    {
        if (watcher.IsUnderWay && heard != watcher.Told && now < watcher.ToldAt + Patience)
            return false;
        watcher.IsUnderWay = false;
        return watcher.ToldAt == default || watcher.Seq != heard;
    }

    private static StreamPlace Tell(RemoteWatcher watcher, EntityId stream, DateTimeOffset now)
    {
        (watcher.IsUnderWay, watcher.Told, watcher.ToldAt) = (true, watcher.Seq, now);
        return new StreamPlace(stream, watcher.Seq);
    }

    /// <summary>Notes the interest; <see langword="null"/> when there are too many.</summary>
    private RemoteWatcher? Renew(long peer, EntityId stream, DateTimeOffset now)
    {
        var watchers = _streams.GetValueOrDefault(stream, []);
        var watcher = watchers.Find(known => known.Peer == peer);
        if (watcher is null && _count >= Max)
            return null;
        if (watcher is null)
        {
            watcher = new RemoteWatcher(peer);
            watchers.Add(watcher);
            _streams[stream] = watchers;
            _count++;
        }

        watcher.Until = now + Holds;
        return watcher;
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now < _nextSweep)
            return;
        _nextSweep = now + Holds;
        foreach (var (stream, watchers) in _streams.ToList())
        {
            _count -= watchers.RemoveAll(watcher => watcher.Until <= now);
            if (watchers.Count == 0)
                _streams.Remove(stream);
        }
    }
}
