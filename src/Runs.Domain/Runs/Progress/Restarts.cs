using System.Globalization;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Domain.Runs.Progress;

/// <summary>Steps that begin anew because somebody asked for it. Folds only.</summary>
internal static class Restarts
{
    /// <summary>A step without an attempt left gets its attempts anew. A run that is paused over it alone goes on.</summary>
    public static RunState Forgive(RunState state, StepState step)
    {
        state = Steps.Forgive(state, step);
        var isHeld = state.IsPausedByHand || state.Steps.Values.Any(other => other.Phase == StepPhase.Exhausted);
        return isHeld || state.Status != RunStatus.Paused ? state : state with { Status = RunStatus.Running, HoldReason = null };
    }

    /// <summary>A step of a graph that has ended is pending again, and so is, in turn, what never began because of it.</summary>
    public static RunState Begin(RunState state, StepState first)
    {
        var again = Again(state, first);
        foreach (var node in again)
            state = Reset(state, At(state, first.Parent, node));
        var nodes = state.Plan().Nodes;
        var waiting = again.SelectMany(node => nodes[node].Dependents).Where(node => HasNotBegun(At(state, first.Parent, node)));
        foreach (var node in waiting.Union(again).Order().ToList())
            state = Graphs.Reconsider(Graphs.TakeBack(state, At(state, first.Parent, node)), first.Parent, node);
        return Graphs.Fill(state, first.Parent);
    }

    /// <summary>A step in a flow that was begun anew numbers its attempts from where those before ended.</summary>
    public static StepState In(StepState flow, StepState step) => flow.AttemptFloor == 0
        ? step
        : step with { AttemptFloor = flow.AttemptFloor, Attempt = flow.AttemptFloor, AttemptsForgiven = flow.AttemptFloor };

    /// <summary>A name for what a step leaves in the conversation, that no earlier life of the step has used.</summary>
    public static string Named(StepState step, string id) =>
        step.AttemptFloor == 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}+{step.AttemptFloor}");

    /// <summary>The highest number that an attempt of a step, or of any step in it, has ever had.</summary>
    public static int HighestAttempt(RunState state, StepState step) =>
        Places.Below(state, step).Prepend(step).Max(inner => Math.Max(inner.AttemptFloor, Math.Max(inner.Attempt, inner.AttemptsForgotten)));

    private static StepState At(RunState state, StepId graph, int node) =>
        state.Steps[Places.In(state.Steps[graph], state.NodeOf(state.Steps[graph]), state.Plan().Nodes[node])];

    /// <summary>One that was ready has not begun either: a pause, or attempts of other steps, may have kept it.</summary>
    private static bool HasNotBegun(StepState step) => step.Phase == StepPhase.Pending || step is { Phase: StepPhase.Ready, StartedAt: null };

    private static SortedSet<int> Again(RunState state, StepState first)
    {
        var again = new SortedSet<int>();
        var open = new Queue<int>([first.Node]);
        while (open.TryDequeue(out var node))
        {
            if (!again.Add(node))
                continue;
            foreach (var dependent in state.Plan().Nodes[node].Dependents)
            {
                if (At(state, first.Parent, dependent).Phase is StepPhase.Blocked or StepPhase.Skipped)
                    open.Enqueue(dependent);
            }
        }

        return again;
    }

    /// <summary>The step as it was before it began, and nothing of what was in it.</summary>
    private static RunState Reset(RunState state, StepState step)
    {
        var graph = state.Steps[step.Parent];
        var node = state.NodeOf(step);
        var progress = graph.Flow!;
        var highest = HighestAttempt(state, step);
        var isAttempted = node.Kind == PlanNodeKind.Agent && (Steps.IsAttempted(state.AgentOf(step).Kind) || state.AgentOf(step).Kind == PlanAgentKind.Run);
        state = state with
        {
            Steps = state.Steps.RemoveRange(Places.Below(state, step).Select(inner => inner.Id).ToList()),
            Conversation = state.Conversation.Without(step.Id),
        };
        state = state.WithStep(graph with
        {
            Flow = progress with
            {
                Unfinished = progress.Unfinished + 1,
                Ended = progress.Ended.With(step.Phase, node.OnTimeout == TimeoutAction.FailRun, -1),
            },
        });
        return state.WithStep(new StepState
        {
            Id = step.Id,
            Parent = step.Parent,
            Node = step.Node,
            Message = graph.Message,
            Phase = StepPhase.Pending,
            // The steps of a flow are counted from its floor, and so they need a new one even if nothing in it was attempted.
            AttemptFloor = isAttempted ? highest : highest + 1,
            Attempt = isAttempted ? highest : 0,
            AttemptsForgiven = isAttempted ? highest : 0,
        });
    }
}
