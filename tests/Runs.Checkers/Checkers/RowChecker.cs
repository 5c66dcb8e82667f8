using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Checkers.Evidence;

namespace Runs.Checkers.Checkers;

/// <summary>The listing row of a run is the one that the fold of its journal has, whichever node wrote it.</summary>
internal sealed class RowChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "What lists show of a run is what its journal says.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        var rows = file.Journal.Rows.Where(row => row.Entity.Kind == RunEntity.Kind).ToDictionary(row => row.Entity.Id, row => row.Row);
        foreach (var run in file.Runs.Where(run => !run.IsErased && run.FoldError is null))
        {
            rows.Remove(run.Run.Value, out var row);
            var folded = RunRow.Of(run.State, row?.Incarnation ?? 0);
            if (row != folded)
                yield return $"{run.Run} is listed as\n{row}\n--- journal\n{folded}";
        }

        foreach (var left in rows.Keys)
            yield return $"{left} is listed, and has no journal";
    }
}
