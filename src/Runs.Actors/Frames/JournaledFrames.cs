using Runs.Actors.Subscriptions;
using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Events = Runs.Domain.Runs.Events;

namespace Runs.Actors.Frames;

/// <summary>The journaled frame of an event: one, or none. Whether there is one never depends on a text that must be loaded.</summary>
internal sealed class JournaledFrames(RunId run, Func<Content, CancellationToken, ValueTask<string>> text)
{
    public FrameDraft? Of(RunUpdate.Journaled update) => update.Event switch
    {
        RunStarted => FrameDraft.Of(Started(update)),
        StepDispatched dispatched when update.Before.Steps[dispatched.Step].StartedAt is null => Begun(update, dispatched.Step),
        Events.StepStarted started => Begun(update, started.Step),
        AgentReplied replied => new(false, async cancellation => await Replied(update, replied.Step, cancellation)),
        StepSucceeded succeeded => Completed(update, succeeded),
        StepFailed failed => Ended(update, failed.Step, update.After.Steps[failed.Step].Phase, failed.Error),
        StepBlocked blocked => Ended(update, blocked.Step, StepPhase.Blocked, blocked.Error),
        StepCancelled cancelled => Ended(update, cancelled.Step, StepPhase.Cancelled, cancelled.Error),
        StepSkipped skipped => Ended(update, skipped.Step, StepPhase.Skipped, error: null, skipped.Reason),
        WaitOpened { Until: null } opened => FrameDraft.Of(Asked(update.After, opened.Step, update.Seq, update.At)),
        SubRunOpened opened => Opened(update, opened),
        QuestionAsked asked => FrameDraft.Of(Asked(update.After, update.After.Questions[asked.RequestId], update.Seq, update.At)),
        Steered steered => FrameDraft.Of(new SteerQueued { Run = run, Seq = update.Seq, At = update.At, Text = steered.Text }),
        RunEnded ended => new(false, async cancellation => await Ended(update, ended, cancellation)),
        PreparationDropped { Expired: false } when update.Before.Current is null =>
            FrameDraft.Of(Error(update, new RunError(RunErrors.Cancelled, StopRun.ByClient), requestId: null)),
        _ => null,
    };

    /// <summary>The request of a step that waits for a person.</summary>
    public RequestInput Asked(RunState state, StepId step, long seq, DateTimeOffset at)
    {
        var place = StepPlace.Of(state, step);
        return new() { Run = run, Seq = seq, At = at, Step = step, ParentStep = place.Step.Parent, AgentName = place.Agent!.Name };
    }

    /// <summary>The request of a model that asks a person.</summary>
    public RequestQuestion Asked(RunState state, OpenQuestion question, long seq, DateTimeOffset at) => new()
    {
        Run = run,
        Seq = seq,
        At = at,
        Step = question.Step,
        ParentStep = state.Steps[question.Step].Parent,
        RequestId = question.RequestId,
        AgentName = question.AgentName,
        Question = question.Question,
    };

    private StrategyStarted Started(RunUpdate.Journaled update)
    {
        var segment = update.After.Current!;
        return new()
        {
            Run = run,
            Seq = update.Seq,
            At = update.At,
            RequestId = segment.RequestId,
            StrategyName = segment.Plan.Name,
            Agents = [.. segment.Plan.Agents.Select(agent => agent.Name)],
            Flow = segment.Strategy.Flow,
        };
    }

    private FrameDraft? Begun(RunUpdate.Journaled update, StepId step)
    {
        var place = StepPlace.Of(update.Before, step);
        if (place.Node.IsObserver)
            return null;
        // The message of the step that has begun has steering in it, which is for the agent and not for the step.
        var message = StepMessage.Of(update.Before, place.Step);
        return new(place.IsInner, async cancellation => new StepStarted
        {
            Run = run,
            Seq = update.Seq,
            At = update.At,
            Step = step,
            ParentStep = place.Step.Parent,
            IsDetail = place.IsInner,
            StepName = place.Name,
            Message = await text(message, cancellation),
        });
    }

    private FrameDraft? Opened(RunUpdate.Journaled update, SubRunOpened opened)
    {
        var place = StepPlace.Of(update.After, opened.Step);
        return FrameDraft.Of(new SubRunStarted
        {
            Run = run,
            Seq = update.Seq,
            At = update.At,
            Step = opened.Step,
            ParentStep = place.Step.Parent,
            IsDetail = place.IsInner,
            StepName = place.Node.Name,
            SubRunId = opened.SubRun,
            Attempt = opened.Attempt,
        });
    }

    private async ValueTask<AgentOutput> Replied(RunUpdate.Journaled update, StepId step, CancellationToken cancellation)
    {
        var place = StepPlace.Of(update.After, step);
        return new()
        {
            Run = run,
            Seq = update.Seq,
            At = update.At,
            Step = step,
            ParentStep = place.Step.Parent,
            AgentName = place.Agent!.Name,
            Model = place.Agent.Model,
            Text = await text(place.Step.Output!, cancellation),
            Usage = place.Step.Usage,
        };
    }

    private FrameDraft? Completed(RunUpdate.Journaled update, StepSucceeded succeeded)
    {
        // Before and not after: at the end of a cycle's round its steps are forgotten.
        var place = StepPlace.Of(update.Before, succeeded.Step);
        if (place.Node.IsObserver)
            return null;
        var output = StepOutput.Of(update.Before, place.Step, succeeded.Output);
        return new(place.IsInner, async cancellation => new StepCompleted
        {
            Run = run,
            Seq = update.Seq,
            At = update.At,
            Step = succeeded.Step,
            ParentStep = place.Step.Parent,
            IsDetail = place.IsInner,
            StepName = place.Name,
            Result = new(await text(output, cancellation), place.Step.Usage, place.Step.FinishReason ?? CallResult.Stop),
        });
    }

    /// <summary>A step that takes the run down with it has no end of its own: that of the run says it.</summary>
    private FrameDraft? Ended(RunUpdate.Journaled update, StepId step, StepPhase phase, RunError? error, string? reason = null)
    {
        // Before and not after: one that is skipped may end a cycle's round, and with that its steps are forgotten.
        var place = StepPlace.Of(update.Before, step);
        if (place.Node.IsObserver || update.After.IsUnwinding)
            return null;
        return FrameDraft.Of(new StepEnded
        {
            Run = run,
            Seq = update.Seq,
            At = update.At,
            Step = step,
            ParentStep = place.Step.Parent,
            IsDetail = place.IsInner,
            StepName = place.Name,
            Status = phase.ToWord(),
            Error = error,
            Reason = reason,
        });
    }

    private async ValueTask<StrategyFrame> Ended(RunUpdate.Journaled update, RunEnded ended, CancellationToken cancellation)
    {
        var requestId = update.After.Current!.RequestId;
        // A mixed run has a text too: what came of the steps that succeeded.
        if (ended.Error is not null || update.After.End!.Result is not { } result)
        {
            var failed = update.After.Status is RunStatus.Mixed or RunStatus.Failed or RunStatus.Expired;
            return Error(update, ended.Error!, failed ? requestId : null) with { Reason = failed ? update.After.Status.ToWord() : null };
        }

        return new StrategyCompleted
        {
            Run = run,
            Seq = update.Seq,
            At = update.At,
            RequestId = requestId,
            Result = await text(result, cancellation),
            Usage = update.After.Usage,
        };
    }

    private StrategyError Error(RunUpdate.Journaled update, RunError error, string? requestId) =>
        new() { Run = run, Seq = update.Seq, At = update.At, RequestId = requestId, Error = error };
}
