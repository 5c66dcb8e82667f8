using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Actors.Subscriptions;

/// <summary>The step whose attempt an event ends.</summary>
internal static class EndedStep
{
    public static StepId? Of(RunEvent raised) => raised switch
    {
        ModelReplied replied => replied.Step,
        ToolsCalled called => called.Step,
        StepSucceeded { Attempt: > 0 } succeeded => succeeded.Step,
        AttemptFailed failed => failed.Step,
        AttemptStopped stopped => stopped.Step,
        _ => null,
    };
}
