using System.Collections.Immutable;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Runs;

/// <summary>Sends messages to steps, and finds out what became of them.</summary>
internal static class StepMessaging
{
    public static async ValueTask<RunResult<MessageReceipt>> Send(RunSystem system, RunId run, MessageStep message, string commandId)
    {
        var reply = await system.Ask(run, message, commandId);
        if (reply.IsOk)
            return Stored(reply.Value.State, message, commandId);
        return reply.Error.Code == RunErrors.MessageNotDelivered ? await Refused(system, run, message, reply.Error) : reply.Error;
    }

    public static async ValueTask<RunResult<ImmutableList<MessageReceipt>>> Receipts(RunSystem system, RunId run, string step, string? onlyOwner)
    {
        var known = await system.Describe(run, onlyOwner);
        if (!known.IsOk)
            return known.Error;
        var state = known.Value.State;
        if (state.Status == RunStatus.None)
            return new RunError(RunErrors.NotFound, $"Run not found: {run}");
        return MessagedSteps.Find(state, step) is { } id
            ? MessageReceipts.All(state, id)
            : new RunError(RunErrors.StepNotFound, $"Run {run} has no step of that name, or it has not begun.");
    }

    private static RunResult<MessageReceipt> Stored(RunState state, MessageStep message, string commandId)
    {
        if (MessagedSteps.Find(state, message.Step) is not { } step || Find(state, step, message, commandId) is not { } found)
            return new RunError(RunErrors.MessageNotDelivered, "The id of this command was used for another one before.");
        return MessageReceipts.Of(state, step, found) with { Reused = found.CommandId != commandId };
    }

    private static SentMessage? Find(RunState state, StepId step, MessageStep message, string commandId) =>
        state.Mailboxes.GetValueOrDefault(step)?.Find(message.ClientMessageId, commandId);

    /// <summary>A refusal that isn't stored says itself why; the run says only which step it is about.</summary>
    private static async ValueTask<RunResult<MessageReceipt>> Refused(RunSystem system, RunId run, MessageStep message, RunError refusal)
    {
        var known = await system.Describe(run, message.OnlyOwner);
        if (!known.IsOk)
            return known.Error;
        return new MessageReceipt(run, MessagedSteps.Find(known.Value.State, message.Step) ?? new StepId(message.Step), message.Channel)
        {
            ClientMessageId = message.ClientMessageId,
            UndeliveredReason = refusal.Message,
        };
    }
}
