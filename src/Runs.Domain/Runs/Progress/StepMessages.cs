using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>Messages to running steps of models: which are accepted, and which model call tells them.</summary>
internal static class StepMessages
{
    /// <summary>Whether the plan has a step of that id, which may not have been let in yet.</summary>
    public static bool IsPlanned(RunState state, string reference) => (state.Current ?? state.Pending)?.Plan.NodesById.ContainsKey(reference) == true;

    /// <summary>Why a step accepts no such message; <see langword="null"/> when it does.</summary>
    public static string? Denial(RunState state, StepId id, string text)
    {
        if (text.Length is 0 or > MessageStep.MaxText)
            return $"A message has 1 to {MessageStep.MaxText} characters.";
        if (!state.Steps.TryGetValue(id, out var step))
            return $"Step {id} has not begun, or is over.";
        return OfKind(state, step) ?? OfPhase(state, step) ?? OfBudget(state, step, text.Length);
    }

    /// <summary>Whether the model is called once more, though its reply could be its last.</summary>
    public static bool Continue(RunState state, StepId id)
    {
        var step = state.Steps[id];
        return !state.IsUnwinding && Scopes.Around(state, step) is null && Mailbox(state, id).HasWaiting && Calls(step) + 1 < MaxCalls(state, step);
    }

    /// <summary>
    /// The next attempt takes messages along if it is the first of its call: a call whose attempts differ is not the same call. Follow-ups go
    /// when the model was done, or with the last call that there can be.
    /// </summary>
    public static void Deliver(RunTurn turn, StepState step, StepId unit)
    {
        var mailbox = Mailbox(turn.State, step.Id);
        if (unit == step.Id.Compaction() || step.AttemptOfCall > 0 || !mailbox.HasWaiting)
            return;
        var isDone = step.Loop is { Rounds: [.., { Calls.Length: 0 }] };
        var takesAll = isDone || Calls(step) + 1 >= MaxCalls(turn.State, step);
        var (steers, followUps) = (mailbox.Waiting(MessageChannel.Steer), takesAll ? mailbox.Waiting(MessageChannel.FollowUp) : 0);
        if (steers + followUps > 0)
            turn.Raise(new MessagesDelivered(step.Id, unit, steers, followUps));
    }

    /// <summary>They stand behind the model's latest reply; before its first one, behind the step's own message.</summary>
    public static RunState AfterDelivery(RunState state, MessagesDelivered delivered)
    {
        var step = state.Steps[delivered.Step];
        var (mailbox, told) = Mailbox(state, step.Id).Deliver(delivered.Unit, delivered.Steers, delivered.FollowUps);
        step = step.Loop is { Rounds: { Count: > 0 } rounds } loop
            ? step with { Loop = loop with { Rounds = rounds.SetItem(rounds.Count - 1, rounds[^1] with { Messages = told }) } }
            : step with { Message = Behind(step.Message, told) };
        return state.WithStep(step) with { Mailboxes = state.Mailboxes.SetItem(step.Id, mailbox) };
    }

    private static Content Behind(Content message, ImmutableList<ToldMessage> told)
    {
        var texts = told.Select(one => Content.Of(one.ForModel()));
        return Content.Join("\n\n", message.IsEmpty ? texts : texts.Prepend(message));
    }

    private static string? OfKind(RunState state, StepState step)
    {
        var node = state.NodeOf(step);
        if (node.AgentIndex < 0)
            return $"Step {step.Id} is a flow, and only a model's step takes messages.";
        var kind = state.AgentOf(step).Kind;
        return kind == PlanAgentKind.Llm ? null : $"Step {step.Id} is of the kind {kind.ToString().ToLowerInvariant()}, and only a model's step takes messages.";
    }

    private static string? OfPhase(RunState state, StepState step)
    {
        if (step.Phase.IsTerminal())
            return $"Step {step.Id} has ended ({step.Phase.ToWord()}).";
        if (!state.Status.IsActive())
            return $"Run {state.RunId} is not running ({state.Status.ToWord()}).";
        if (state.IsUnwinding)
            return $"Run {state.RunId} is ending: it {(state.CancelReason is null ? "has failed" : "was told to stop")}.";
        if (Scopes.Around(state, step) is { } unwinding)
            return $"Step {step.Id} is ending: {unwinding.Error.Message}";
        return step.StartedAt is null ? $"Step {step.Id} has not begun." : null;
    }

    private static string? OfBudget(RunState state, StepState step, int length)
    {
        // The call that is next to begin takes the message; none after the last one can.
        if (Calls(step) + (IsCalled(state, step) ? 1 : 0) >= MaxCalls(state, step))
            return $"The model of step {step.Id} makes its last call ({MaxCalls(state, step)}, by maxSteps).";
        var (count, total) = Mailbox(state, step.Id).Accepted();
        if (count >= StepMailbox.MaxMessages)
            return $"Step {step.Id} has had its {StepMailbox.MaxMessages} messages (budget).";
        return total + length > StepMailbox.MaxLength
            ? $"Step {step.Id} takes messages of {StepMailbox.MaxLength} characters in all, and {StepMailbox.MaxLength - total} are left (budget)."
            : null;
    }

    private static StepMailbox Mailbox(RunState state, StepId step) => state.Mailboxes.GetValueOrDefault(step) ?? StepMailbox.Empty;

    /// <summary>How many calls the model has answered, summaries left out.</summary>
    private static int Calls(StepState step) => step.Loop?.Rounds.Count ?? 0;

    /// <summary>Whether the model's current call has been begun; not while its tools or its summary are waited for.</summary>
    private static bool IsCalled(RunState state, StepState step) =>
        step.Phase != StepPhase.Waiting && step.AttemptOfCall > 0 && !(step.Loop is null && Compactions.AreDue(state, step));

    private static int MaxCalls(RunState state, StepState step) => (state.AgentOf(step).Settings as LlmSettings)?.MaxSteps ?? LlmSettings.DefaultMaxSteps;
}
