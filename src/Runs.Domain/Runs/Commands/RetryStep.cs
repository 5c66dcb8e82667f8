using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// Try one step again. One that waits for its next attempt makes it now; one without an attempt left gets its attempts anew, and a run that is
/// paused over it alone goes on. In a graph one that failed, timed out or was cancelled begins anew, and so does, in turn, what was blocked or
/// skipped because of it; what had begun because of its failure stays as it is. Its flow's steps are forgotten.
/// </summary>
/// <param name="Step">The step, as <see cref="StepReference"/> has it.</param>
public sealed record RetryStep(string Step) : RunCommand
{
    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (RefusalOf(state) is { } refused)
            return refused;
        if (StepReference.Find(state, Step) is not { } id || id == StepId.Root(state.Current!.Number))
            return new RunError(RunErrors.StepNotFound, $"Run {state.RunId} has no step \"{WellFormed.Of(Step)}\" that could be retried.");
        var step = state.Steps[id];
        if (ProblemOf(state, step) is { } problem)
            return new RunError(RunErrors.StepNotRetryable, $"Step \"{WellFormed.Of(Step)}\" {problem}");
        turn.Raise(step.Phase == StepPhase.BackingOff ? new RetryDue(id) : new StepRetried(id));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("step", Step);
    }

    internal static RetryStep Read(FieldReader fields)
    {
        string step = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step);
    }

    private static RunError? RefusalOf(RunState state) => state.Status switch
    {
        RunStatus.None => new RunError(RunErrors.NotFound, $"Run not found: {state.RunId}"),
        RunStatus.Prepared => new RunError(RunErrors.StepNotRetryable, $"Run {state.RunId} was never started."),
        RunStatus.Queued => new RunError(RunErrors.StepNotRetryable, $"Run {state.RunId} waits in its queue and has not begun."),
        RunStatus.Quarantined => new RunError(RunErrors.StepNotRetryable, $"Run {state.RunId} is quarantined; resume it first."),
        _ when state.Status.IsTerminal() => new RunError(
            RunErrors.Terminal, $"Run {state.RunId} has ended ({state.Status.ToWord()}); fork it from the step instead (runs fork RUN --from STEP)."),
        _ when state.IsUnwinding => new RunError(RunErrors.StepNotRetryable, $"Run {state.RunId} is ending."),
        _ => null,
    };

    private static string? ProblemOf(RunState state, StepState step)
    {
        if (Scopes.Around(state, step) is not null)
            return "is being stopped; wait until it has ended.";
        if (step.Phase is StepPhase.BackingOff or StepPhase.Exhausted)
            return null;
        if (step.Phase is not (StepPhase.Failed or StepPhase.TimedOut or StepPhase.Cancelled))
            return WhyNot(step.Phase);
        var flow = state.Steps[step.Parent];
        if (state.NodeOf(flow).Kind != PlanNodeKind.Graph)
            return $"({step.Phase.ToWord()}) is no step of a graph; retry the step of the graph that it is in.";
        return flow.Phase == StepPhase.Running && flow.Flow!.Unfinished > 0 ? null : "is in a graph that has ended; retry the graph's step, or fork the run.";
    }

    private static string WhyNot(StepPhase phase) => phase switch
    {
        StepPhase.Succeeded => "has succeeded; fork the run to execute it again.",
        StepPhase.Blocked => "was blocked by a step that it needs; retry that one.",
        StepPhase.Skipped => "was skipped; what it depends on decides that.",
        _ => $"is {phase.ToWord()}: it has not ended.",
    };
}
