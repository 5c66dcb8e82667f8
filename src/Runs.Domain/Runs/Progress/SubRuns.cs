using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Domain.Runs.Progress;

/// <summary>Steps that are runs of their own: what is decided about them.</summary>
internal static class SubRuns
{
    /// <summary>The step's turn has come: it opens a sub-run, a new one for each attempt.</summary>
    public static void Open(RunTurn turn, StepId id)
    {
        var state = turn.State;
        if (state.Steps[id].Attempt == 0)
            state = turn.Raise(new StepStarted(id, 0));
        var most = state.Current!.Settings.MaxSubRunDepth;
        if (state.Depth >= most)
        {
            turn.Raise(new StepFailed(id, new RunError(
                RunErrors.SubRunTooDeep, $"This run has {state.Depth} runs above it, and sub-runs may nest {most} deep (runs.run.max-sub-run-depth).")));
            return;
        }

        var attempt = state.Steps[id].Attempt + 1;
        turn.Raise(new SubRunOpened(id, attempt, SubRunIds.Of(state.RunId, state.Current.StartedAt!.Value, id, attempt), state.NodeOf(state.Steps[id]).Timeout));
    }

    /// <summary>A sub-run has ended, or can't be made.</summary>
    public static void End(RunTurn turn, SubRun sub, SubRunReport report)
    {
        turn.Raise(new SubRunEnded(sub.Step, sub.Id, report.Status.ToWord(), report.Usage));
        if (sub.IsLeft)
            return;
        if (report.Status == RunStatus.Completed)
            Succeed(turn, sub, report.Output ?? Contents.Content.Empty);
        else if (sub.Wish == SubRunWish.Run)
            AttemptRules.Fail(turn, AsAttempt(sub), Failure(sub, report));
    }

    /// <summary>The step's timeout is over.</summary>
    public static void TimeOut(RunTurn turn, StepId id)
    {
        if (Awaited(turn.State, turn.State.Steps[id]) is not { } sub)
            return;
        var timeout = Durations.Format(turn.State.NodeOf(turn.State.Steps[id]).Timeout ?? TimeSpan.Zero);
        turn.Raise(new SubRunLeft(id, sub.Id, $"Step {id} of parent run {turn.State.RunId} waited longer than {timeout}."));
        AttemptRules.Fail(turn, AsAttempt(sub), new AttemptFailure(
            new RunError(RunErrors.AttemptTimeout, $"Sub-run {sub.Id} took longer than {timeout}."))
        {
            Class = RetryPolicy.Timeout,
        });
    }

    /// <summary>The sub-run that a step waits for; <see langword="null"/> for none.</summary>
    public static SubRun? Awaited(RunState state, StepState step) =>
        step.SubRun is { } id && state.SubRuns.GetValueOrDefault(id) is { IsLeft: false } sub ? sub : null;

    /// <summary>Whether a step waits for a sub-run to end.</summary>
    public static bool AreAwaited(RunState state) => state.AwaitedSubRuns > 0;

    /// <summary>A step has opened a sub-run.</summary>
    public static RunState AfterOpened(RunState state, SubRunOpened opened, DateTimeOffset? deadline)
    {
        var step = state.Steps[opened.Step];
        var segment = state.Current!;
        var sub = new SubRun
        {
            Id = opened.SubRun,
            Link = new ParentLink(state.RunId, opened.Step, opened.Attempt, state.Depth + 1),
            Preparation = new RunPreparation
            {
                Owner = state.Owner,
                StrategyJson = ((SubRunSettings)state.AgentOf(step).Settings).StrategyJson,
                Cwd = state.NodeOf(step).Cwd is { } below ? $"{segment.Cwd.TrimEnd('/')}/{below}" : segment.Cwd,
                ModelOverride = segment.ModelOverride,
                ManifestPath = segment.ManifestPath,
                Settings = segment.Settings,
            },
            Input = step.Message,
            Deadline = deadline,
        };
        state = state.WithStep(step with { Phase = StepPhase.Waiting, Attempt = opened.Attempt, SubRun = opened.SubRun, Until = null }) with
        {
            Entering = state.Entering.Remove(new(step.Node, opened.Step)),
            SubRuns = state.SubRuns.SetItem(sub.Id, sub),
            AwaitedSubRuns = state.AwaitedSubRuns + 1,
            OpenedSubRuns = state.OpenedSubRuns.Add(sub.Id),
        };
        return deadline is { } at ? state.WithTimer(at, RunTimerKind.SubRunDeadline, opened.Step) : state;
    }

    /// <summary>A step no longer waits for its sub-run.</summary>
    public static RunState AfterLeft(RunState state, SubRunLeft left, DateTimeOffset at)
    {
        var sub = state.SubRuns[left.SubRun];
        var isStopping = sub.Wish != SubRunWish.Run;
        state = NoLongerAwaited(state, sub) with
        {
            SubRuns = state.SubRuns.SetItem(sub.Id, sub with
            {
                IsLeft = true,
                Wish = isStopping ? sub.Wish : SubRunWish.Stop,
                Reason = left.Reason ?? sub.Reason,
                Deadline = null,
            }),
        };
        return isStopping ? Cancelled(state, sub.Step, at) : state;
    }

    /// <summary>A sub-run has ended.</summary>
    public static RunState AfterEnded(RunState state, SubRunEnded ended, DateTimeOffset at)
    {
        var sub = state.SubRuns[ended.SubRun];
        if (!sub.IsLeft)
        {
            state = NoLongerAwaited(state, sub);
            var step = state.Steps[sub.Step];
            state = state.WithStep(step with { Usage = step.Usage + ended.Usage });
            if (sub.Wish != SubRunWish.Run)
            {
                // With it a part of the run that unwinds may have ended.
                state = ended.Status == RunStatus.Completed.ToWord()
                    ? Scopes.AfterStopping(state, state.Steps[sub.Step])
                    : Cancelled(state, sub.Step, at);
            }
        }

        return state with { SubRuns = state.SubRuns.Remove(sub.Id) };
    }

    /// <summary>The run unwinds: its sub-runs are to stop.</summary>
    public static RunState Stop(RunState state)
    {
        var reason = state.CancelReason is { } cancel
            ? $"Parent run {state.RunId} was stopped: {cancel}"
            : $"Parent run {state.RunId} has failed.";
        return Wish(state, SubRunWish.Stop, reason);
    }

    /// <summary>The step that waits for a sub-run ends before its time, or a flow around it.</summary>
    public static RunState Stop(RunState state, SubRun sub, string reason)
    {
        if (sub.Deadline is { } deadline)
            state = state.WithoutTimer(deadline, RunTimerKind.SubRunDeadline, sub.Step);
        return state with { SubRuns = state.SubRuns.SetItem(sub.Id, sub with { Wish = SubRunWish.Stop, Reason = reason, Deadline = null }) };
    }

    /// <summary>The segment is over: nobody waits for sub-runs any more, and its parent is to be told.</summary>
    public static RunState AfterEnd(RunState state)
    {
        var end = state.End!;
        var ended = end.Status == RunStatus.Killed
            ? Wish(state, SubRunWish.Kill, $"Parent run {state.RunId} was killed.")
            : Wish(state, SubRunWish.Stop, $"Parent run {state.RunId} has ended.");
        foreach (var sub in ended.SubRuns.Values.Where(sub => !sub.IsLeft))
            ended = ended with { SubRuns = ended.SubRuns.SetItem(sub.Id, sub with { IsLeft = true, Deadline = null }) };
        return ended with
        {
            AwaitedSubRuns = 0,
            // A sub-run that somebody continues later is their business alone.
            Report = ended.Parent is not null && ended.Current!.Number == 1
                ? new SubRunReport(end.Status, end.Status == RunStatus.Completed ? end.Result : null, end.Error, ended.Usage)
                : ended.Report,
        };
    }

    private static void Succeed(RunTurn turn, SubRun sub, Contents.Content output)
    {
        var limit = turn.State.NodeOf(turn.State.Steps[sub.Step]).OutputLimit;
        if (sub.Wish != SubRunWish.Run || limit is null || output.Bytes <= limit)
        {
            turn.Raise(new StepSucceeded(sub.Step, sub.Attempt, output));
            return;
        }

        var error = new RunError(RunErrors.OutputLimit, $"The result of sub-run {sub.Id} has {output.Bytes} bytes; the step's outputLimit is {limit}.");
        AttemptRules.Fail(turn, AsAttempt(sub), new AttemptFailure(error) { IsPermanent = true });
    }

    private static RunState Wish(RunState state, SubRunWish wish, string reason)
    {
        foreach (var sub in state.SubRuns.Values.Where(sub => sub.Wish < wish))
            state = state with { SubRuns = state.SubRuns.SetItem(sub.Id, sub with { Wish = wish, Reason = sub.Reason ?? reason, Deadline = null }) };
        return state;
    }

    private static RunState NoLongerAwaited(RunState state, SubRun sub)
    {
        if (sub.Deadline is { } deadline)
            state = state.WithoutTimer(deadline, RunTimerKind.SubRunDeadline, sub.Step);
        return state with { AwaitedSubRuns = state.AwaitedSubRuns - 1 };
    }

    private static RunState Cancelled(RunState state, StepId id, DateTimeOffset at)
    {
        var step = state.Steps[id] with { Phase = StepPhase.Cancelled, EndedAt = at, Until = null };
        return Scopes.AfterStopping(state.WithStep(step), step);
    }

    /// <summary>Retry policies speak of attempts.</summary>
    private static LiveAttempt AsAttempt(SubRun sub) => new(sub.Step, sub.Step, sub.Attempt, Node: 0, Deadline: default);

    private static AttemptFailure Failure(SubRun sub, SubRunReport report)
    {
        if (report.Status == RunStatus.Cancelled)
        {
            // Whoever stopped it doesn't want to see it again at once.
            return new(new RunError(RunErrors.SubRunCancelled, $"Sub-run {sub.Id} was stopped: {report.Error?.Message}")) { IsPermanent = true };
        }

        return new(new RunError(RunErrors.SubRunFailed, $"Sub-run {sub.Id} ended {report.Status.ToWord()}: {report.Error?.Message}"));
    }
}
