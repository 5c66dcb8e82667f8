using Runs.Checkers.Auditing;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>A step has one accepted result at most, and what has one is never attempted again.</summary>
internal sealed class ResultChecker : RunChecker
{
    private readonly HashSet<StepId> _succeeded = [];

    /// <inheritdoc/>
    public override string Promise => "At most one result is accepted for each step, and a step that has one is never attempted again.";

    /// <inheritdoc/>
    public override string? Problem(in RunMoment moment)
    {
        switch (moment.Raised)
        {
            case StepSucceeded succeeded when !_succeeded.Add(succeeded.Step):
                return $"accepted two results of {succeeded.Step}";
            case StepTaken taken when !_succeeded.Add(taken.Step):
                return $"took {taken.Step} over, which had a result";
            case StepDispatched dispatched when _succeeded.Contains(dispatched.Step):
                return $"dispatched {dispatched.Step} after it had succeeded";
            case StepRetried retried when moment.Before.Steps[retried.Step].Phase != StepPhase.Exhausted:
                _succeeded.RemoveWhere(inner => inner != retried.Step && CallChecker.IsOf(inner, retried.Step));
                return null;
            default:
                return null;
        }
    }
}
