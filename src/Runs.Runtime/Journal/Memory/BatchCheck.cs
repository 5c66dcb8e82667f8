using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal.Memory;

/// <summary>
/// Checks a batch as the transaction would: each append against the table and against what those before it would leave. A refused
/// append leaves nothing.
/// </summary>
internal sealed class BatchCheck(MemoryJournalStore store)
{
    private readonly Dictionary<EntityId, (long Key, long Tail)> _ends = [];
    private readonly Dictionary<(string Limit, int Slot), PermitSlot> _slots = [];
    private long _lastNewKey;

    public IReadOnlyList<AppendRefusal> Refusals(IReadOnlyList<Append> batch)
    {
        var refusals = new List<AppendRefusal>();
        for (var index = 0; index < batch.Count; index++)
        {
            if (Check(batch[index]) is { } outcome)
                refusals.Add(new(index, outcome));
        }

        return refusals;
    }

    private AppendOutcome? Check(Append append)
    {
        if (store.EpochOf(append.Shard) != append.Epoch)
            return new(AppendOutcomeKind.Fenced, $"shard {append.Shard} is not in epoch {append.Epoch}");
        var (key, tail) = End(append.Entity);
        if (append.StreamKey != key || append.FirstSeq != tail + 1 || (append.Erase && key == 0))
            return new(AppendOutcomeKind.Conflict, $"{append.Entity} ends at {tail} under key {key}, not at {append.FirstSeq - 1} under key {append.StreamKey}");
        if (append.Erase)
            Erase(append.Entity, key);
        else if (TakenSlot(append, key) is { } limit)
            return new(AppendOutcomeKind.SlotTaken, limit);
        else
            Store(append, key);
        return null;
    }

    private string? TakenSlot(Append append, long key)
    {
        var claimed = new HashSet<(string, int)>();
        foreach (var claim in append.Claims)
        {
            var slot = Slot(claim.LimitKey, claim.Slot);
            var isFree = slot.Holder == 0 || (slot.Holder == key && append.Releases.Contains(new(claim.LimitKey, claim.Slot)));
            if (!isFree || claim.Generation <= slot.Generation || !claimed.Add((claim.LimitKey, claim.Slot)))
                return claim.LimitKey;
        }

        return null;
    }

    private void Store(Append append, long key)
    {
        // Keys of new streams are negative here: no append can name them, as none can after the commit has given out real ones.
        key = key == 0 ? --_lastNewKey : key;
        _ends[append.Entity] = (key, append.LastSeq);
        foreach (var release in append.Releases)
        {
            if (Slot(release.LimitKey, release.Slot) is var slot && slot.Holder == key)
                _slots[(release.LimitKey, release.Slot)] = slot.Free();
        }

        foreach (var claim in append.Claims)
            _slots[(claim.LimitKey, claim.Slot)] = new() { Generation = claim.Generation, Holder = key };
    }

    private void Erase(EntityId entity, long key)
    {
        _ends[entity] = (0, 0);
        foreach (var (limit, slot) in store.SlotsOf(key).Union(_slots.Keys).ToList())
        {
            if (Slot(limit, slot) is var held && held.Holder == key)
                _slots[(limit, slot)] = held.Free();
        }
    }

    private (long Key, long Tail) End(EntityId entity)
    {
        if (_ends.TryGetValue(entity, out var known))
            return known;
        return store.StreamOf(entity) is { } stream ? (stream.Key, stream.LastSeq) : (0, 0);
    }

    private PermitSlot Slot(string limit, int slot) =>
        _slots.TryGetValue((limit, slot), out var known) ? known : store.SlotOf(limit, slot);
}
