using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;

namespace Runs.Checkers.Checkers;

/// <summary>No more than a limit allows hold it at a time.</summary>
internal sealed class LimitChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "A limit is never exceeded.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        // Counted by what holds it, not by slot: two in one slot are two.
        var holding = new Dictionary<string, HashSet<(string Run, string? Step, int Attempt)>>();
        foreach (var move in PermitTable.Moves(file))
        {
            if (file.Capacity(move.Key.Limit) is not { } most)
                continue;
            if (!holding.TryGetValue(move.Key.Limit, out var holders))
                holding[move.Key.Limit] = holders = [];
            if (move.GivenBack is { } back)
                holders.Remove((move.Run.Value, back.Step.Value, back.Attempt));
            if (move.Taken is not { } taken)
                continue;
            holders.Add((move.Run.Value, taken.Step.Value, taken.Attempt));
            if (holders.Count > most)
                yield return $"{holders.Count} hold {move.Key.Limit}, which {most} may: {string.Join(", ", holders.Select(holder => $"{holder.Run} {holder.Step}#{holder.Attempt}"))}";
            if (move.Key.Slot >= most)
                yield return $"{move.Run} takes slot {move.Key.Slot} of {move.Key.Limit}, which has {most}";
        }
    }
}
