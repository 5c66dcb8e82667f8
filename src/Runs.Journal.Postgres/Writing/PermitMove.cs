using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>What an append does to a slot.</summary>
/// <param name="Wave">The wave of statements that does it.</param>
/// <param name="Slot">The slot, with the limit as it is stored.</param>
/// <param name="Holder">The stream that takes it or gives it back.</param>
/// <param name="Claim">How it is taken, or <see langword="null"/> when it is given back.</param>
internal readonly record struct PermitMove(int Wave, (string Limit, int Slot) Slot, long Holder, PermitClaim? Claim)
{
    /// <summary>The order in which every lane locks slots.</summary>
    public static int InOrderOfSlots(PermitMove a, PermitMove b)
    {
        var byLimit = string.CompareOrdinal(a.Slot.Limit, b.Slot.Limit);
        return byLimit != 0 ? byLimit : a.Slot.Slot.CompareTo(b.Slot.Slot);
    }
}
