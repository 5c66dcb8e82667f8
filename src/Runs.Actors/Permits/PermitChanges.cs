using System.Collections.Immutable;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;

namespace Runs.Actors.Permits;

/// <summary>What an append takes and gives back, from what the run held before it and what it holds after it.</summary>
internal static class PermitChanges
{
    public static void Stage(Append append, ImmutableSortedDictionary<PermitKey, PermitHolding> before, ImmutableSortedDictionary<PermitKey, PermitHolding> after)
    {
        // Most runs hold none, and of the others most turns change nothing.
        if (ReferenceEquals(before, after))
            return;
        append.Releases = [.. before.Where(held => !IsStillHeld(held, after)).Select(held => new PermitRelease(held.Key.Limit, held.Key.Slot))];
        append.Claims = [.. after.Where(held => !IsStillHeld(held, before)).Select(held => Claim(held.Key, held.Value))];
    }

    private static bool IsStillHeld(KeyValuePair<PermitKey, PermitHolding> held, ImmutableSortedDictionary<PermitKey, PermitHolding> permits) =>
        permits.TryGetValue(held.Key, out var other) && other == held.Value;

    private static PermitClaim Claim(PermitKey key, PermitHolding holding) =>
        new(key.Limit, key.Slot, holding.Generation, holding.IsOfRun ? "" : holding.Step.Value, holding.Attempt);
}
