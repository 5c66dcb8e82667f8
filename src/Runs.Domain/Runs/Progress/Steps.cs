using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>The life of one step, folded.</summary>
internal static class Steps
{
    /// <summary>A step's message is known. It is on the agenda as soon as it has its agent.</summary>
    public static RunState MakeReady(RunState state, StepState step)
    {
        var node = state.NodeOf(step);
        if (node.AgentIndex < 0)
            return state with { Entering = state.Entering.Add(new(step.Node, step.Id)) };
        if (state.Agents.TryGetValue(node.AgentIndex, out var line))
        {
            line = line with { Line = line.Line.Add(new(step.Node, step.Id)) };
            return state with { Agents = state.Agents.SetItem(node.AgentIndex, line) };
        }

        return TakeAgent(state, step, []);
    }

    /// <summary>A step begins: its task is rendered, and it takes steering along.</summary>
    public static RunState Begin(RunState state, StepId id, int steers, DateTimeOffset at)
    {
        var step = state.Steps[id];
        var message = step.Message;
        if (state.NodeOf(step).Task is { } task)
            message = TaskText.Render(task, state, step);
        (state, message) = Steering.Drain(state, message, steers);
        step = step with { Phase = StepPhase.Running, Message = message, StartedAt = at };
        var item = new AgendaItem(step.Node, id);
        state = state with { Entering = state.Entering.Remove(item), Ready = state.Ready.Remove(item) };
        return state.NodeOf(step).AgentIndex < 0 ? Flows.LetFirstIn(state, step) : state.WithStep(step);
    }

    /// <summary>A step has its result: the one given, or the one that follows from what is known.</summary>
    public static RunState Succeed(RunState state, StepId id, Content? output, DateTimeOffset at)
    {
        var step = state.Steps[id];
        var node = state.NodeOf(step);
        state = state.WithoutTimer(RunTimerKind.Delay, id);
        step = step with
        {
            Phase = StepPhase.Succeeded,
            Output = StepOutput.Of(state, step, output),
            EndedAt = at,
            Until = null,
            Error = null,
            Partial = null,
        };
        state = state.WithStep(step) with { Closing = state.Closing.Remove(new(step.Node, id)) };
        if (node.AgentIndex >= 0)
            state = ReleaseAgent(WithoutInput(state, step), node.AgentIndex);
        if (node.Kind == PlanNodeKind.Agent && state.AgentOf(step).Kind == PlanAgentKind.User)
            state = state with { Conversation = state.Conversation.With(RecordOf(state, step, at)) };
        return Flows.AfterStep(state, step);
    }

    /// <summary>A step has failed for good.</summary>
    public static RunState Fail(RunState state, StepId id, RunError error, DateTimeOffset at)
    {
        var step = state.Steps[id] with { Phase = StepPhase.Failed, Error = error, EndedAt = at };
        var failed = Flows.FailAround(state.WithStep(step), step, at);
        failed = failed with { Failure = state.Failure ?? new RunError(RunErrors.ExecutionError, FailureText.Of(failed, step, error)) };
        return Flows.Unwind(failed, at);
    }

    /// <summary>Steps that have no attempt left get theirs anew.</summary>
    public static RunState ForgiveExhausted(RunState state)
    {
        if (state.IsUnwinding)
            return state;
        foreach (var step in state.Steps.Values.Where(step => step.Phase == StepPhase.Exhausted).ToList())
        {
            state = state.WithStep(step with { Phase = StepPhase.Ready, AttemptsForgiven = step.Attempt });
            state = state with { Ready = state.Ready.Add(new(step.Node, step.Id)) };
        }

        return state;
    }

    /// <summary>Models and processes are attempted; people and delays are waited for.</summary>
    public static bool IsAttempted(PlanAgentKind kind) => kind is PlanAgentKind.Llm or PlanAgentKind.Process;

    private static RunState TakeAgent(RunState state, StepState step, ImmutableSortedSet<AgendaItem> line)
    {
        var agent = state.AgentOf(step);
        var item = new AgendaItem(step.Node, step.Id);
        state = state with { Agents = state.Agents.SetItem(agent.Index, new(step.Id, line)) };
        return IsAttempted(agent.Kind)
            ? state with { Ready = state.Ready.Add(item) }
            : state with { Entering = state.Entering.Add(item) };
    }

    private static RunState ReleaseAgent(RunState state, int agent)
    {
        if (state.IsUnwinding || !state.Agents.TryGetValue(agent, out var line))
            return state;
        if (line.Line.IsEmpty)
            return state with { Agents = state.Agents.Remove(agent) };
        var next = line.Line.Min;
        return TakeAgent(state, state.Steps[next.Step], line.Line.Remove(next));
    }

    private static RunState WithoutInput(RunState state, StepState step)
    {
        var agent = state.AgentOf(step).Name;
        return state.Inputs.TryGetValue(agent, out var input) && input.Step == step.Id
            ? state with { Inputs = state.Inputs.Remove(agent) }
            : state;
    }

    private static ConversationRecord RecordOf(RunState state, StepState step, DateTimeOffset at) =>
        new(step.Id.Value, state.AgentOf(step).Name, at, step.Message, step.Output!, default, "stop");
}
