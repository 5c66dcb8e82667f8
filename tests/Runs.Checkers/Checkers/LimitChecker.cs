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
        foreach (var move in PermitTable.Moves(file).Where(move => file.Capacities.ContainsKey(move.Key.Limit)))
        {
            if (!holding.TryGetValue(move.Key.Limit, out var holders))
                holding[move.Key.Limit] = holders = [];
            if (move.GivenBack is { } back)
                holders.Remove((move.Run.Value, back.Step.Value, back.Attempt));
            if (move.Taken is not { } taken)
                continue;
            holders.Add((move.Run.Value, taken.Step.Value, taken.Attempt));
            if (holders.Count > file.Capacities[move.Key.Limit])
                yield return $"{holders.Count} hold {move.Key.Limit}, which {file.Capacities[move.Key.Limit]} may: {string.Join(", ", holders.Select(holder => $"{holder.Run} {holder.Step}#{holder.Attempt}"))}";
            if (move.Key.Slot >= file.Capacities[move.Key.Limit])
                yield return $"{move.Run} takes slot {move.Key.Slot} of {move.Key.Limit}, which has {file.Capacities[move.Key.Limit]}";
        }
    }
}
