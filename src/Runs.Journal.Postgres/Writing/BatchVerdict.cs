using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// Judges a refused batch: each append against what the database has and what those before it would leave. A refused append leaves nothing, so
/// that the refusals named are those of each append's own.
/// </summary>
internal sealed class BatchVerdict(FoundState state)
{
    private long _lastNewKey;

    public List<AppendRefusal> Refusals(IReadOnlyList<Append> batch)
    {
        var refusals = new List<AppendRefusal>();
        for (var index = 0; index < batch.Count; index++)
        {
            if (Judge(batch[index]) is { } outcome)
                refusals.Add(new AppendRefusal(index, outcome));
        }

        return refusals;
    }

    private AppendOutcome? Judge(Append append)
    {
        if (!state.Epochs.TryGetValue(append.Shard, out var epoch) || epoch != append.Epoch)
            return new AppendOutcome(AppendOutcomeKind.Fenced, $"Shard {append.Shard} is not in epoch {append.Epoch}.");
        var key = append.StreamKey;
        var tail = state.Tails.GetValueOrDefault(key);
        if (append.FirstSeq != tail + 1 || (key == 0) != (tail == 0) || (key == 0 && (append.Erase || state.Names.Contains(append.Entity))))
            return Conflict(append, tail);
        if (append.Erase)
            Erase(append);
        else if (StorableText.Fault(append) is { } fault)
            return AppendOutcome.NotWritten(fault);
        else if (Taken(append, key) is { } limit)
            return new AppendOutcome(AppendOutcomeKind.SlotTaken, limit);
        else
            Store(append, key == 0 ? --_lastNewKey : key);
        return null;
    }

    private string? Taken(Append append, long key)
    {
        var claimed = new HashSet<(string, int)>();
        foreach (var claim in append.Claims)
        {
            var slot = state.Slots.GetValueOrDefault((claim.LimitKey, claim.Slot));
            var isFree = slot.Holder == 0 || (slot.Holder == key && append.Releases.Contains(new PermitRelease(claim.LimitKey, claim.Slot)));
            if (!isFree || (state.Slots.ContainsKey((claim.LimitKey, claim.Slot)) && claim.Generation <= slot.Generation) || !claimed.Add((claim.LimitKey, claim.Slot)))
                return claim.LimitKey;
        }

        return null;
    }

    private void Store(Append append, long key)
    {
        state.Tails[key] = append.LastSeq;
        state.Names.Add(append.Entity);
        foreach (var release in append.Releases)
        {
            var slot = (release.LimitKey, release.Slot);
            if (state.Slots.TryGetValue(slot, out var held) && held.Holder == key)
                state.Slots[slot] = held with { Holder = 0 };
        }

        foreach (var claim in append.Claims)
            state.Slots[(claim.LimitKey, claim.Slot)] = new FoundSlot(claim.Generation, key);
    }

    private void Erase(Append append)
    {
        state.Tails.Remove(append.StreamKey);
        state.Names.Remove(append.Entity);
        foreach (var (slot, held) in state.Slots.Where(slot => slot.Value.Holder == append.StreamKey).ToList())
            state.Slots[slot] = held with { Holder = 0 };
    }

    private static AppendOutcome Conflict(Append append, long tail) =>
        new(AppendOutcomeKind.Conflict, $"The stream {append.Entity} doesn't end at {append.FirstSeq - 1}; under key {append.StreamKey} it ends at {tail}, or its name is taken.");
}
