using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>The life of one step, folded.</summary>
internal static class Steps
{
    /// <summary>A step's message is known. It is on the agenda as soon as it has its agent; in a graph at once.</summary>
    public static RunState MakeReady(RunState state, StepState step)
    {
        var node = state.NodeOf(step);
        state = state.WithStep(step);
        if (node.AgentIndex < 0)
            return state with { Entering = state.Entering.Add(new(step.Node, step.Id)) };
        if (node.IsIsolated)
            return PutOnAgenda(state, step);
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
        var message = StepMessage.Of(state, step);
        (state, message) = Steering.Drain(state, message, steers);
        step = step with { Phase = StepPhase.Running, Message = message, StartedAt = at };
        var item = new AgendaItem(step.Node, id);
        state = state.WithoutReady(item) with { Entering = state.Entering.Remove(item) };
        return state.NodeOf(step).AgentIndex < 0 ? Flows.LetFirstIn(state, step) : state.WithStep(step);
    }

    /// <summary>A step has its result: the one given, or the one that follows from what is known.</summary>
    public static RunState Succeed(RunState state, StepId id, Content? output, DateTimeOffset at)
    {
        var step = state.Steps[id];
        var node = state.NodeOf(step);
        state = Scopes.Close(state.WithoutTimer(RunTimerKind.Delay, id), step, at);
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
            state = ReleaseAgent(state.WithoutInputsOf(step), node);
        if (node.Kind == PlanNodeKind.Agent && state.AgentOf(step).Kind == PlanAgentKind.User)
            state = state with { Conversation = state.Conversation.With(RecordOf(state, step, at)) };
        return Flows.AfterStep(state, step);
    }

    /// <summary>A step has failed for good, and with it the flows around it that can't do without it.</summary>
    public static RunState Fail(RunState state, StepId id, RunError error, DateTimeOffset at) =>
        EndBadly(state, id, error.Code == RunErrors.AttemptTimeout ? StepPhase.TimedOut : StepPhase.Failed, error, at);

    /// <summary>A step has ended in another way than it should have.</summary>
    public static RunState EndBadly(RunState state, StepId id, StepPhase phase, RunError error, DateTimeOffset at)
    {
        var step = state.Steps[id];
        state = Scopes.Close(state, step, at);
        step = step with { Phase = phase, Error = error, EndedAt = at, Until = null };
        state = state.WithStep(step) with
        {
            Closing = state.Closing.Remove(new(step.Node, id)),
            Entering = state.Entering.Remove(new(step.Node, id)),
            Settling = state.Settling.Remove(new(step.Node, id)),
        };
        if (!state.IsUnwinding && Scopes.Around(state, step) is not null)
            return state;
        return Scopes.Of(state, step) is not { } scope ? FailRun(state, step, error, at)
            : scope.Id == id ? Flows.AfterStep(state, step)
            : Scopes.Unwind(state, scope, new RunError(CodeAround(state, step, error), FailureText.Of(state, step, error, scope)), isCancelled: false, at);
    }

    /// <summary>A step was not wanted: what follows it in a sequence works on what it would have worked on.</summary>
    public static RunState Skip(RunState state, StepId id, DateTimeOffset at)
    {
        var step = state.Steps[id] with { Phase = StepPhase.Skipped, EndedAt = at };
        var passesOn = !Flows.Outlives(state.NodeOf(state.Steps[step.Parent]).Kind);
        step = passesOn ? step with { Output = step.Message } : step;
        return Flows.AfterStep(state.WithStep(step) with { Settling = state.Settling.Remove(new(step.Node, id)) }, step);
    }

    /// <summary>A step of a fork has its result already.</summary>
    public static RunState Take(RunState state, StepId id, DateTimeOffset at)
    {
        var step = state.Steps[id] with { Phase = StepPhase.Succeeded, Output = state.Current!.Fork!.Results[id], EndedAt = at, IsTaken = true };
        return Flows.AfterStep(state.WithStep(step) with { Settling = state.Settling.Remove(new(step.Node, id)) }, step);
    }

    /// <summary>Steps that have no attempt left get theirs anew.</summary>
    public static RunState ForgiveExhausted(RunState state)
    {
        if (state.IsUnwinding)
            return state;
        foreach (var step in state.Steps.Values.Where(step => step.Phase == StepPhase.Exhausted).ToList())
            state = Forgive(state, step);
        return state;
    }

    /// <summary>A step that has no attempt left gets its attempts anew.</summary>
    public static RunState Forgive(RunState state, StepState step) => Requeue(state, step with { Phase = StepPhase.Ready, AttemptsForgiven = step.Attempt });

    /// <summary>A pause has stopped the step's attempt. That doesn't count against the retry policy.</summary>
    public static RunState MakeReadyAgain(RunState state, StepId id)
    {
        var step = state.Steps[id];
        return Requeue(state, step with { Phase = StepPhase.Ready, AttemptsForgiven = step.AttemptsForgiven + 1 });
    }

    /// <summary>A step that has its agent is on the agenda again, for its next attempt.</summary>
    public static RunState Requeue(RunState state, StepState step) => PutOnAgenda(state.WithStep(step), step);

    /// <summary>Models, processes and requests are attempted; people, delays and sub-runs are waited for.</summary>
    public static bool IsAttempted(PlanAgentKind kind) => kind is PlanAgentKind.Llm or PlanAgentKind.Process or PlanAgentKind.Http;

    /// <summary>A flow that falls with a step has timed out with it, unless the step's timeout is to count as a failure.</summary>
    private static string CodeAround(RunState state, StepState step, RunError error) =>
        step.Phase == StepPhase.TimedOut && state.NodeOf(step).OnTimeout == Strategies.TimeoutAction.FailStep ? RunErrors.StepsFailed : error.Code;

    private static RunState FailRun(RunState state, StepState step, RunError error, DateTimeOffset at)
    {
        for (var flow = state.Steps[step.Parent]; flow.Id != flow.Parent; flow = state.Steps[flow.Parent])
            state = state.WithStep(flow with { Phase = StepPhase.Failed, EndedAt = at });
        state = state with { Failure = state.Failure ?? new RunError(RunErrors.ExecutionError, FailureText.Of(state, step, error)) };
        return Flows.Unwind(state, at);
    }

    private static RunState TakeAgent(RunState state, StepState step, ImmutableSortedSet<AgendaItem> line)
    {
        var agent = state.AgentOf(step);
        return PutOnAgenda(state with { Agents = state.Agents.SetItem(agent.Index, new(step.Id, line)) }, step);
    }

    private static RunState PutOnAgenda(RunState state, StepState step)
    {
        return IsAttempted(state.AgentOf(step).Kind)
            ? state.WithReady(step)
            : state with { Entering = state.Entering.Add(new(step.Node, step.Id)) };
    }

    private static RunState ReleaseAgent(RunState state, PlanNode node)
    {
        if (node.IsIsolated || state.IsUnwinding || !state.Agents.TryGetValue(node.AgentIndex, out var line))
            return state;
        if (line.Line.IsEmpty)
            return state with { Agents = state.Agents.Remove(node.AgentIndex) };
        var next = line.Line.Min;
        return TakeAgent(state, state.Steps[next.Step], line.Line.Remove(next));
    }

    private static ConversationRecord RecordOf(RunState state, StepState step, DateTimeOffset at) =>
        new(Restarts.Named(step, step.Id.Value), state.AgentOf(step).Name, at, step.Message, step.Output!, default, "stop") { Thread = Threads.Of(state, step) };
}
