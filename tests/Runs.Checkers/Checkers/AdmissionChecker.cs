using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;
using Runs.Domain.Identity;
using Runs.Domain.Runs;

namespace Runs.Checkers.Checkers;

/// <summary>
/// Runs are admitted in the order of their queue: by priority, then by how long they wait. Nobody gets a slot of a limit for which somebody
/// before them waits who could have everything that they need. What was queued a moment ago may not have been heard of yet, and whose node is
/// down can't be admitted: so only those count who have waited for long.
/// </summary>
internal sealed class AdmissionChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "Nobody in a queue is overtaken by who comes after them and takes the same limits.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        var table = new PermitTable();
        var waiting = new SortedDictionary<string, RunDemand>(StringComparer.Ordinal);
        var permits = new Queue<PermitMove>(PermitTable.Moves(file));
        foreach (var move in file.Runs.SelectMany(run => run.QueueMoves).OrderBy(move => move.Commit))
        {
            while (permits.TryPeek(out var permit) && permit.Commit < move.Commit)
                table.Apply(permits.Dequeue());
            waiting.Remove(move.Run.Value);
            if (move is { IsAdmitted: true, Before: { } admitted })
            {
                foreach (var (other, demand) in waiting)
                {
                    if (IsOvertaken(file, table, (other, demand), (move.Run.Value, admitted), move.At))
                        yield return $"{move.Run} was admitted at {move.At:O} with {admitted}, before {other} with {demand}";
                }
            }

            if (move.After is { } after)
                waiting[move.Run.Value] = after;
        }
    }

    private static bool IsOvertaken(CaseFile file, PermitTable table, (string Run, RunDemand Demand) first, (string Run, RunDemand Demand) admitted, DateTimeOffset at) =>
        first.Demand.Queue == admitted.Demand.Queue
        && IsBefore(first, admitted)
        && first.Demand.Since + file.Overlooked < at
        && first.Demand.Keys.Intersect(admitted.Demand.Keys, StringComparer.Ordinal).Any()
        && first.Demand.Keys.All(key => admitted.Demand.Keys.Contains(key) || table.Held(key) < file.Capacity(key));

    private static bool IsBefore((string Run, RunDemand Demand) one, (string Run, RunDemand Demand) other) =>
        one.Demand.Priority != other.Demand.Priority ? one.Demand.Priority > other.Demand.Priority
        : one.Demand.Since != other.Demand.Since ? one.Demand.Since < other.Demand.Since
        : string.CompareOrdinal(one.Run, other.Run) < 0;
}
