using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>An event in one short line, with what tests care about.</summary>
internal static class EventText
{
    public static string Of(RunEvent raised) => raised switch
    {
        RunPrepared e => $"{e.Type} {e.Segment}",
        RunStarted e => $"{e.Type} {e.Segment} '{e.Input}'",
        RunQueued e => $"{e.Type} {e.Segment} '{e.Input}'",
        RunAdmitted e => $"{e.Type}{Held(e.Permits)}",
        Steered e => $"{e.Type} '{e.Text}'",
        CancelRequested e => $"{e.Type} {e.Reason}{(e.Force ? " by force" : "")}",
        RunPaused e => $"{e.Type} {e.Reason}{(e.Now ? " now" : "")}",
        RunEnded e => $"{e.Type} {e.Status}{(e.Error is { } error ? $": {error.Message}" : "")}",
        PreparationDropped e => e.Expired ? $"{e.Type} expired" : e.Type,
        StepDispatched e => $"{e.Type} {(e.Unit.Value is null || e.Unit == e.Step.ModelCall(1) ? e.Step : e.Unit)} #{e.Attempt}{Held(e.Permits)}",
        AttemptFailed e => $"{e.Type} {e.Step} #{e.Attempt} {e.Error.Message}",
        AttemptStopped e => $"{e.Type} {e.Step} #{e.Attempt}{(e.GivenUp ? " given up" : "")}",
        ModelReplied e => $"{e.Type} {e.Step} {Quoted(e.Text)}",
        AgentReplied e => $"{e.Type} {e.Step}",
        StepSucceeded e => $"{e.Type} {e.Step}{(e.Output is { } output ? $" {Quoted(output)}" : "")}",
        StepFailed e => $"{e.Type} {e.Step} {e.Error.Message}",
        StepBlocked e => $"{e.Type} {e.Step} {e.Error.Message}",
        RunForked e => $"{e.Type} {e.Fork.Run} {e.Fork.Step}",
        StepTaken e => $"{e.Type} {e.Step}",
        StepSkipped e => $"{e.Type} {e.Step} {e.Reason}",
        StepCancelRequested e => $"{e.Type} {e.Step}{(e.Force ? " by force" : "")}",
        StepRetried e => $"{e.Type} {e.Step}",
        StepCancelled e => $"{e.Type} {e.Step}",
        StepStarted e => $"{e.Type} {e.Step}",
        StepExhausted e => $"{e.Type} {e.Step}",
        RetryDue e => $"{e.Type} {e.Step}",
        WaitOpened e => $"{e.Type} {e.Step}{(e.Until is null ? "" : " until")}",
        ToolsCalled e => $"{e.Type} {e.Unit} {string.Join(", ", e.Calls.Items.Select(call => $"{call.Id}:{call.Name}"))}",
        ToolReplied e => $"{e.Type} {e.Unit} {(e.Error is { } error ? $"failed: {error}" : Quoted(e.Output))}",
        QuestionAsked e => $"{e.Type} {e.Unit} '{e.Question}'",
        ConversationCompacted e => $"{e.Type} {e.Unit} {Quoted(e.Summary)} for {string.Join(",", e.Superseded.Items)}",
        CompactionSkipped e => $"{e.Type} {e.Step} {e.Error.Message}",
        StepMessaged e => $"{e.Type} {e.Step} {e.Channel} {(e.Denial is { } denial ? $"denied: {denial}" : $"'{e.Text}'")}",
        MessagesDelivered e => $"{e.Type} {e.Unit} {e.Steers}+{e.FollowUps}",
        StepContinued e => $"{e.Type} {e.Step}",
        SubRunOpened e => $"{e.Type} {e.Step} #{e.Attempt}",
        SubRunLeft e => $"{e.Type} {e.Step}{(e.Reason is { } reason ? $" {reason}" : "")}",
        SubRunEnded e => $"{e.Type} {e.Step} {e.Status}",
        ErasureBegun e => $"{e.Type} {e.Reason}",
        ErasureFailed e => $"{e.Type} {e.Error.Message}{(e.RetryAt is null ? "" : " retry")}",
        RunRecovered e => $"{e.Type} {e.Node}",
        _ => raised.Type,
    };

    /// <summary>The step that the event is about; the default for those about the run.</summary>
    public static StepId StepOf(RunEvent raised) => raised switch
    {
        StepStarted e => e.Step,
        StepDispatched e => e.Step,
        StepSucceeded e => e.Step,
        StepTaken e => e.Step,
        _ => default,
    };

    private static string Held(ValueArray<Permit> permits) => string.Concat(permits.Items.Select(permit => $" {permit.Limit}[{permit.Slot}]"));

    private static string Quoted(Content content) => $"'{content.Preview}'";
}
