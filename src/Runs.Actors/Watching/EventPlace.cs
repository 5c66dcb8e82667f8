using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Actors.Watching;

/// <summary>The step that an event is about.</summary>
public static class EventPlace
{
    /// <summary>The step; <see langword="null"/> for an event of the run as a whole.</summary>
    public static StepId? StepOf(RunEvent raised) => raised switch
    {
        StepStarted started => started.Step,
        StepDispatched dispatched => dispatched.Step,
        RetryDue due => due.Step,
        AttemptFailed failed => failed.Step,
        AttemptStopped stopped => stopped.Step,
        ModelReplied replied => replied.Step,
        AgentReplied replied => replied.Step,
        ToolsCalled called => called.Step,
        ToolReplied replied => replied.Step,
        QuestionAsked asked => asked.Step,
        WaitOpened opened => opened.Step,
        ConversationCompacted compacted => compacted.Step,
        CompactionSkipped skipped => skipped.Step,
        StepMessaged messaged => messaged.Step,
        MessagesDelivered delivered => delivered.Step,
        StepContinued continued => continued.Step,
        StepTaken taken => taken.Step,
        SubRunOpened opened => opened.Step,
        SubRunLeft left => left.Step,
        SubRunEnded ended => ended.Step,
        StepCancelRequested requested => requested.Step,
        StepSucceeded succeeded => succeeded.Step,
        StepFailed failed => failed.Step,
        StepBlocked blocked => blocked.Step,
        StepSkipped skipped => skipped.Step,
        StepCancelled cancelled => cancelled.Step,
        StepExhausted exhausted => exhausted.Step,
        StepRetried retried => retried.Step,
        _ => null,
    };
}
