using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>Each sub-run is there, knows where it comes from, and has ended as its parent heard. When all is over, all of them have ended.</summary>
internal sealed class SubRunLinkChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "A sub-run knows its parent, and has ended as its parent heard.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        var runs = file.Runs.Where(run => !run.IsErased).ToDictionary(run => run.Run.Value);
        foreach (var parent in runs.Values)
        {
            foreach (var (id, opened) in parent.SubRuns.All)
            {
                if (!runs.TryGetValue(id, out var sub))
                {
                    if (file.IsOver && !file.IsErased(id))
                        yield return $"{parent.Run} opened {id}, which isn't there";
                }
                else if (Problem(parent, opened, sub, file.IsOver) is { } problem)
                {
                    yield return problem;
                }
            }
        }
    }

    private static string? Problem(RunAudit parent, SubRunChecker.Opened opened, RunAudit sub, bool isOver)
    {
        if (sub.State.Parent is not { } link || (link.Run, link.Step, link.Attempt) != (parent.Run.Value, opened.Step, opened.Attempt))
            return $"{sub.Run} comes from {sub.State.Parent}, and {parent.Run} opened it in attempt {opened.Attempt} of {opened.Step}";
        if (opened.End is { } heard && heard != sub.FirstEnd)
            return $"{sub.Run} ended as {sub.FirstEnd ?? "nothing yet"}, and {parent.Run} heard {heard}";
        return isOver && !sub.State.Status.IsTerminal() ? $"{sub.Run} is {sub.State.Status} though all is over" : null;
    }
}
