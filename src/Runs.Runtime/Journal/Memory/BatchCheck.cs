using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal.Memory;

/// <summary>Checks a batch as the transaction would: each append against the table and against those before it in the batch.</summary>
internal sealed class BatchCheck(MemoryJournalStore store)
{
    private readonly Dictionary<EntityId, long> _tails = [];
    private readonly Dictionary<(string, int), PermitSlot> _slots = [];

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
        var tail = _tails.TryGetValue(append.Entity, out var known) ? known : store.StreamOf(append.Entity)?.LastSeq ?? 0;
        if (append.FirstSeq != tail + 1)
            return new(AppendOutcomeKind.Conflict, $"{append.Entity} ends at {tail}, not at {append.FirstSeq - 1}");
        if (TakenSlot(append) is { } limit)
            return new(AppendOutcomeKind.SlotTaken, limit);
        _tails[append.Entity] = append.Erase ? 0 : append.LastSeq;
        return null;
    }

    private string? TakenSlot(Append append)
    {
        foreach (var release in append.Releases)
        {
            var slot = Slot(release.LimitKey, release.Slot);
            if (slot.Holder != 0 && slot.Holder == (store.StreamOf(append.Entity)?.Key ?? 0))
                _slots[(release.LimitKey, release.Slot)] = slot with { Holder = 0 };
        }

        foreach (var claim in append.Claims)
        {
            var slot = Slot(claim.LimitKey, claim.Slot);
            if (slot.Holder != 0 || claim.Generation <= slot.Generation)
                return claim.LimitKey;
            _slots[(claim.LimitKey, claim.Slot)] = new() { Generation = claim.Generation, Holder = -1 };
        }

        return null;
    }

    private PermitSlot Slot(string limit, int slot) =>
        _slots.TryGetValue((limit, slot), out var known) ? known : store.SlotOf(limit, slot);
}
