using Runs.Actors;
using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>The table of slots says what the journal says: who holds what, and for which attempt.</summary>
internal sealed class PermitRowChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "The table of slots says who holds what, as the journal does.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        var table = new PermitTable();
        foreach (var move in PermitTable.Moves(file))
            table.Apply(move);
        var rows = file.Journal.Permits.ToDictionary(permit => new PermitKey(permit.Limit, permit.Row.Slot), permit => permit.Row);
        foreach (var (key, (run, holding)) in table.Holders)
        {
            if (!rows.TryGetValue(key, out var row))
                yield return $"{run} holds slot {key.Slot} of {key.Limit}, which has no row";
            else if (row.Holder != RunEntity.Of(run) || (row.Generation, row.Attempt, new StepId(row.Step)) != (holding.Generation, holding.Attempt, new StepId(holding.Step.Value ?? "")))
                yield return $"{run} holds slot {key.Slot} of {key.Limit} with {holding}, and its row says {row}";
        }

        foreach (var (key, row) in rows)
        {
            if (row.Holder is { Kind: RunEntity.Kind } holder && !table.Holders.ContainsKey(key))
                yield return $"{holder} holds slot {key.Slot} of {key.Limit} by its row alone";
            if (row.Generation < table.Generations.GetValueOrDefault(key))
                yield return $"slot {key.Slot} of {key.Limit} is at generation {row.Generation}, and {table.Generations[key]} was there";
        }
    }
}
