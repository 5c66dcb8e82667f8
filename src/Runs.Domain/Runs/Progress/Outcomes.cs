using System.Globalization;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>What a flow comes to whose steps have all ended.</summary>
internal static class Outcomes
{
    private const int MostNamed = 5;

    /// <summary>The event of the end. A timeout fails the run; else one that did not succeed beside one that did makes it mixed.</summary>
    public static RunEvent Of(RunState state, StepState flow)
    {
        var isRoot = flow.Id == flow.Parent;
        var ended = flow.Flow?.Ended ?? default;
        if (ended.Unsuccessful == 0)
            return isRoot ? new RunEnded(RunStatus.Completed.ToWord(), null) : new StepSucceeded(flow.Id, 0, null);
        var text = Text(state, flow, ended);
        if (isRoot)
        {
            var status = ended.TimedOut == 0 && ended.Succeeded > 0 ? RunStatus.Mixed : RunStatus.Failed;
            return new RunEnded(status.ToWord(), new RunError(RunErrors.ExecutionError, text));
        }

        return new StepFailed(flow.Id, new RunError(ended.TimedOut > 0 ? RunErrors.AttemptTimeout : RunErrors.StepsFailed, text));
    }

    private static string Text(RunState state, StepState flow, StepCounts ended)
    {
        var unsuccessful = Places.ChildrenOf(state, flow)
            .Select(place => state.Steps[place])
            .Where(step => step.Phase.IsFailure())
            .Take(MostNamed + 1)
            .ToList();
        if (ended.Unsuccessful == 1)
            return Describe(state, unsuccessful[0]);
        var named = string.Join("; ", unsuccessful.Take(MostNamed).Select(step => Describe(state, step)));
        var more = ended.Unsuccessful > MostNamed
            ? string.Create(CultureInfo.InvariantCulture, $"; and {ended.Unsuccessful - MostNamed} more")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{ended.Unsuccessful} steps did not succeed: {named}{more}");
    }

    private static string Describe(RunState state, StepState step)
    {
        var name = step.Instance < 0
            ? state.NodeOf(step).Id
            : string.Create(CultureInfo.InvariantCulture, $"{state.NodeOf(state.Steps[step.Parent]).Id ?? state.NodeOf(step).Name}[{step.Instance}]");
        var word = step.Phase == StepPhase.TimedOut ? "timed out" : step.Phase.ToWord();
        return step.Error is { } error ? $"Step \"{name}\" {word}: {Cause(state, step, error)}" : $"Step \"{name}\" {word}";
    }

    private static string Cause(RunState state, StepState step, RunError error) =>
        state.NodeOf(step).Kind == PlanNodeKind.Agent ? FailureText.Of(state, step, error, step) : error.Message;
}
