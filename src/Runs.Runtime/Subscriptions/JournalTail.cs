using Runs.Runtime.Entities;

namespace Runs.Runtime.Subscriptions;

/// <summary>
/// Tells subscribers of this node that a stream has grown, and hands them what was appended, so that they needn't read what has
/// just been written. The journal has the last word: a wake-up without data is a hint to read it, and may come twice, late, or
/// for nothing.
/// </summary>
public sealed class JournalTail
{
    private readonly Dictionary<EntityId, TailWatch[]> _watches = [];
    private readonly Lock _gate = new();
    private ITailObserver? _observer;
    private int _count;

    /// <summary>Starts to watch a stream. Dispose the watch to end it.</summary>
    public TailWatch Watch(EntityId entity)
    {
        var watch = new TailWatch(this, entity);
        lock (_gate)
        {
            var others = _watches.GetValueOrDefault(entity, []);
            _watches[entity] = [.. others, watch];
            _count++;
            if (others.Length == 0)
                _observer?.Watched(entity);
        }

        return watch;
    }

    /// <summary>An append of a stream is committed.</summary>
    public void Committed(EntityId entity, TailAppend append)
    {
        foreach (var watch in Watches(entity))
            watch.Add(append);
    }

    /// <summary>A stream may have grown: its watchers must read it.</summary>
    public void Wake(EntityId entity)
    {
        foreach (var watch in Watches(entity))
            watch.Add(TailNews.MustRead);
    }

    /// <summary>A stream was erased.</summary>
    public void Erased(EntityId entity)
    {
        foreach (var watch in Watches(entity))
            watch.Add(TailNews.Erased);
    }

    /// <summary>Something other than the journal has changed for a stream's watchers: live output.</summary>
    public void Stir(EntityId entity)
    {
        foreach (var watch in Watches(entity))
            watch.Wake();
    }

    /// <summary>Whether anybody watches the stream.</summary>
    public bool IsWatched(EntityId entity)
    {
        if (Volatile.Read(ref _count) == 0)
            return false;
        lock (_gate)
            return _watches.ContainsKey(entity);
    }

    /// <summary>A stream that lives on this node ends at a sequence number; 0 when it was erased. For who watches it elsewhere.</summary>
    internal void Grown(EntityId entity, long lastSeq) => _observer?.Grown(entity, lastSeq);

    /// <summary>From now on somebody hears what is watched here and what grows. To be said before anything is watched.</summary>
    internal void Observe(ITailObserver observer) => _observer = observer;

    private TailWatch[] Watches(EntityId entity)
    {
        if (Volatile.Read(ref _count) == 0)
            return [];
        lock (_gate)
            return _watches.GetValueOrDefault(entity, []);
    }

    internal void End(TailWatch watch)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue(watch.Entity, out var watches) || !watches.Contains(watch))
                return;
            _count--;
            if (watches.Length > 1)
            {
                _watches[watch.Entity] = [.. watches.Where(other => other != watch)];
                return;
            }

            _watches.Remove(watch.Entity);
            _observer?.Unwatched(watch.Entity);
        }
    }
}
