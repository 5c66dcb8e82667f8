using System.Collections.Immutable;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>What a journal is, said as simply as can be: each batch makes a new state or leaves the old one.</summary>
internal sealed record JournalModel(
    ImmutableArray<long> Epochs,
    ImmutableDictionary<EntityId, ModelStream> Streams,
    ImmutableSortedDictionary<int, PermitRecord> Slots)
{
    public const string Limit = "limit";

    public (JournalModel Next, IReadOnlyList<AppendRefusal> Refusals) Commit(IReadOnlyList<Append> batch)
    {
        var state = this;
        var refusals = new List<AppendRefusal>();
        for (var index = 0; index < batch.Count; index++)
        {
            if (state.Refusal(batch[index]) is { } outcome)
                refusals.Add(new AppendRefusal(index, outcome));
            else
                state = state.Apply(batch[index]);
        }
        return (refusals.Count == 0 ? state : this, refusals);
    }

    private AppendOutcome? Refusal(Append append)
    {
        if (Epochs[append.Shard] != append.Epoch)
            return new AppendOutcome(AppendOutcomeKind.Fenced);
        var stream = Streams.GetValueOrDefault(append.Entity);
        var isNew = append.StreamKey == 0;
        if (isNew != stream is null || append.FirstSeq != (stream?.LastSeq ?? 0) + 1 || (append.Erase && isNew))
            return new AppendOutcome(AppendOutcomeKind.Conflict);
        return !append.Erase && append.Claims.Any(claim => !MayTake(append, claim)) ? new AppendOutcome(AppendOutcomeKind.SlotTaken, Limit) : null;
    }

    private bool MayTake(Append append, PermitClaim claim)
    {
        if (!Slots.TryGetValue(claim.Slot, out var slot))
            return true;
        var isFree = slot.Holder is null || (slot.Holder == append.Entity && append.Releases.Any(release => release.Slot == claim.Slot));
        return isFree && claim.Generation > slot.Generation;
    }

    private JournalModel Apply(Append append)
    {
        var given = Slots.Values.Where(slot => slot.Holder == append.Entity
            && (append.Erase || append.Releases.Any(release => release.Slot == slot.Slot)));
        var slots = Slots.SetItems(given.Select(slot => KeyValuePair.Create(slot.Slot, new PermitRecord(slot.Slot, slot.Generation, null, "", 0))));
        if (append.Erase)
            return this with { Streams = Streams.Remove(append.Entity), Slots = slots };
        var stream = Streams.GetValueOrDefault(append.Entity) ?? ModelStream.Empty;
        return this with
        {
            Streams = Streams.SetItem(append.Entity, stream.With(append)),
            Slots = slots.SetItems(append.Claims.Select(claim =>
                KeyValuePair.Create(claim.Slot, new PermitRecord(claim.Slot, claim.Generation, append.Entity, claim.Step, claim.Attempt)))),
        };
    }
}
