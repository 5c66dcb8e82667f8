using Runs.Runtime.Entities;

namespace Runs.Runtime.Subscriptions;

/// <summary>
/// Tells subscribers of this node that a stream has grown. A wake-up is a hint and carries no data: subscribers read the
/// journal by their own cursor, so a hint may come twice, late, or for nothing.
/// </summary>
public sealed class JournalTail
{
    private readonly Dictionary<EntityId, List<TailWatch>> _watches = [];
    private readonly Lock _gate = new();
    private int _count;

    /// <summary>Starts to watch a stream. Dispose the watch to end it.</summary>
    public TailWatch Watch(EntityId entity)
    {
        var watch = new TailWatch(this, entity);
        lock (_gate)
        {
            if (!_watches.TryGetValue(entity, out var watches))
                _watches[entity] = watches = [];
            watches.Add(watch);
            _count++;
        }

        return watch;
    }

    /// <summary>A stream may have grown.</summary>
    public void Wake(EntityId entity) => Wake(entity, grown: true);

    /// <summary>Something other than the journal has changed for a stream's watchers: live output.</summary>
    public void Stir(EntityId entity) => Wake(entity, grown: false);

    /// <summary>Whether anybody watches the stream.</summary>
    public bool IsWatched(EntityId entity)
    {
        if (Volatile.Read(ref _count) == 0)
            return false;
        lock (_gate)
            return _watches.ContainsKey(entity);
    }

    private void Wake(EntityId entity, bool grown)
    {
        if (Volatile.Read(ref _count) == 0)
            return;
        lock (_gate)
        {
            if (!_watches.TryGetValue(entity, out var watches))
                return;
            foreach (var watch in watches)
                watch.Wake(grown);
        }
    }

    internal void End(TailWatch watch)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue(watch.Entity, out var watches) || !watches.Remove(watch))
                return;
            _count--;
            if (watches.Count == 0)
                _watches.Remove(watch.Entity);
        }
    }
}
