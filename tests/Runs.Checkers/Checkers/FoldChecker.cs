using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;

namespace Runs.Checkers.Checkers;

/// <summary>A live run is the fold of its journal, at every event at which it was looked at.</summary>
internal sealed class FoldChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "A live run is the fold of its journal, at every event.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        foreach (var broken in file.Runs.Where(run => run.FoldError is not null))
            yield return $"{broken.Run} can't be folded: {broken.FoldError}";
        foreach (var seen in file.Testimony.States)
        {
            var runs = file.Runs.Where(run => run.Run.Value == seen.State.RunId && !run.IsErased).ToList();
            if (runs is not [var run])
                continue;
            if (run.StateAt(seen.Seq) is not { } folded)
                yield return $"{run.Run} was seen at event {seen.Seq}, and its journal ends at {run.Seq}";
            else if (StateDump.Of(seen.State) != StateDump.Of(folded))
                yield return $"{run.Run} differs from its journal at event {seen.Seq}:\n{StateDump.Of(seen.State)}\n--- journal\n{StateDump.Of(folded)}";
        }
    }
}
