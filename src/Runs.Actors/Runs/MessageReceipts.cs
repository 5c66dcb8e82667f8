using System.Collections.Immutable;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Runs;

/// <summary>Reads receipts from a run's state.</summary>
internal static class MessageReceipts
{
    /// <summary>What is known of all messages to a step.</summary>
    public static ImmutableList<MessageReceipt> All(RunState state, StepId step) => state.Mailboxes.TryGetValue(step, out var mailbox)
        ? [.. mailbox.Messages.Select(message => Of(state, step, message))]
        : [];

    /// <summary>What is known of a message.</summary>
    public static MessageReceipt Of(RunState state, StepId step, SentMessage message) => new(RunId.Parse(state.RunId), step, message.Channel)
    {
        ClientMessageId = message.ClientMessageId,
        Accepted = message.Denial is null,
        UndeliveredReason = message.Denial ?? (message.IsWaiting ? Lost(state, step) : null),
        DeliveredIn = message.IsDelivered ? message.DeliveredIn : null,
        Seq = message.Seq,
    };

    private static string? Lost(RunState state, StepId step)
    {
        if (!state.Steps.TryGetValue(step, out var known))
            return $"Step {step} ended before its model could be told.";
        return known.Phase.IsTerminal() ? $"Step {step} ended ({known.Phase.ToWord()}) before its model could be told." : null;
    }
}
