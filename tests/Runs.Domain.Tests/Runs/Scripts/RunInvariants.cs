using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>What must hold of a run's state after each turn.</summary>
internal static class RunInvariants
{
    public static void Check(RunState state)
    {
        TimersAreThoseOf(state);
        PermitInvariants.Check(state);
        MessagesAreToldOnce(state);
        if (!state.Status.IsActive() || state.Status == RunStatus.Queued)
        {
            NothingIsLeftOf(state);
            return;
        }

        state.Live.Count.ShouldBeLessThanOrEqualTo(state.Current!.Settings.Concurrency);
        LiveAttemptsAreThoseOfRunningSteps(state);
        EndedStepsAreCounted(state);
        AgentsHaveOneStepEach(state);
        NoStepIsForgotten(state);
        QuestionsAreThoseOfWaitingSteps(state);
        if (state.Status is RunStatus.Running or RunStatus.Cancelling)
            (!state.Live.IsEmpty || state.AsksSomebody || state.AwaitedSubRuns > 0 || state.Timers.Any(timer => timer.Kind != RunTimerKind.RunExpiry) || Owed.Turn(state) || Owed.RunDemand(state) is not null || Owed.StepDemands(state).Any()).ShouldBeTrue("the run waits for nothing");
    }

    /// <summary>Each attempt has its deadline, each wait its end, and nothing else has a time.</summary>
    private static void TimersAreThoseOf(RunState state)
    {
        var timers = new SortedSet<RunTimer>();
        if (state.Pending is { } pending && state.Status != RunStatus.Queued)
            timers.Add(new(pending.PreparedAt + pending.Settings.PreparedTtl, RunTimerKind.PreparedExpiry, StepId.Root(pending.Number)));
        if (state.Status.IsActive() && !state.IsExpired && state.StatusSegment is { MaxDuration: { } most } segment)
            timers.Add(new((segment.QueuedAt ?? segment.StartedAt)!.Value + most, RunTimerKind.RunExpiry, StepId.Root(segment.Number)));
        if (state.Status.IsActive() && !state.IsUnwinding)
        {
            timers.UnionWith(state.Live.Values.Where(live => live.PauseEnds is not null).Select(live => new RunTimer(live.PauseEnds!.Value, RunTimerKind.PauseGrace, live.Step)));
            timers.UnionWith(state.Live.Values.Select(live => new RunTimer(live.Deadline, RunTimerKind.AttemptDeadline, live.Step)));
            timers.UnionWith(state.SubRuns.Values.Where(sub => sub.Deadline is not null).Select(sub => new RunTimer(sub.Deadline!.Value, RunTimerKind.SubRunDeadline, sub.Step)));
            foreach (var step in state.Steps.Values.Where(step => step.Until is not null))
                timers.Add(new(step.Until!.Value, step.Phase == StepPhase.Waiting ? RunTimerKind.Delay : RunTimerKind.Backoff, step.Id));
        }

        var graces = state.Timers.Where(timer => timer.Kind == RunTimerKind.StopGrace).ToList();
        var retentions = state.Timers.Where(timer => timer.Kind == RunTimerKind.Retention).ToList();
        state.Timers.Except(graces).Except(retentions).ShouldBe(timers);
        retentions.Count.ShouldBeLessThanOrEqualTo(state.Status.IsTerminal() && state.Pending is null && !state.IsBeingErased ? 1 : 0);
        if (!state.IsUnwinding)
            graces.ShouldBe(state.Unwindings.Values.Where(scope => scope.GraceEnds is not null).Select(scope => new RunTimer(scope.GraceEnds!.Value, RunTimerKind.StopGrace, scope.Step)), ignoreOrder: true);
        graces.Count.ShouldBeLessThanOrEqualTo(!state.Status.IsActive() ? 0 : state.IsUnwinding ? 1 : graces.Count);
        state.AwaitedSubRuns.ShouldBe(state.SubRuns.Values.Count(sub => !sub.IsLeft));
        if (state.IsUnwinding && (!state.Live.IsEmpty || state.AwaitedSubRuns > 0))
            graces.Count.ShouldBe(1, "attempts that unwind must be given up some time");
    }

    /// <summary>What a step was told is in its exchange once, and it accepted no more than it may.</summary>
    private static void MessagesAreToldOnce(RunState state)
    {
        foreach (var (id, mailbox) in state.Mailboxes)
        {
            var (count, length) = mailbox.Accepted();
            (count <= StepMailbox.MaxMessages && length <= StepMailbox.MaxLength && mailbox.Messages.Count <= StepMailbox.MaxRemembered).ShouldBeTrue();
            if (state.Steps.GetValueOrDefault(id) is not { } step)
                continue;
            var inRounds = step.Loop?.Rounds.Sum(round => round.Messages.Count) ?? 0;
            var beforeRounds = mailbox.Messages.Count(message => message.DeliveredIn == id.ModelCall(1));
            (inRounds + beforeRounds).ShouldBe(mailbox.Messages.Count(message => message.IsDelivered), "a message was told twice, or lost");
        }
    }

    private static void NothingIsLeftOf(RunState state)
    {
        state.Live.ShouldBeEmpty();
        (state.Settling.Count + state.Unwindings.Count + state.Unwound.Count).ShouldBe(0);
        (state.Entering.Count + state.Ready.Count + state.Gated.Count + state.Permits.Count + state.Closing.Count + state.Inputs.Count + state.Questions.Count + state.Agents.Count).ShouldBe(0);
        state.Steps.Values.ShouldAllBe(step => step.Phase.IsTerminal());
        Owed.Turn(state).ShouldBeFalse();
        Owed.Attempts(state).ShouldBeEmpty();
        Owed.SubRuns(state).Values.ShouldAllBe(sub => sub.IsLeft && sub.Wish != SubRunWish.Run);
    }

    /// <summary>How the steps of graphs and lists ended, counted, is how they ended.</summary>
    private static void EndedStepsAreCounted(RunState state)
    {
        if (state.IsUnwinding)
            return;
        var plan = state.Current!.Plan;
        foreach (var flow in state.Steps.Values.Where(step => step.Phase == StepPhase.Running && plan.Nodes[step.Node].Kind is PlanNodeKind.Graph or PlanNodeKind.ForEach && !IsUnwinding(state, step)))
        {
            var ended = state.Steps.Values.Where(step => step.Parent == flow.Id && step.Id != flow.Id && step.Phase.IsTerminal())
                .Aggregate(default(StepCounts), (counts, step) => counts.With(step.Phase, plan.Nodes[step.Node].OnTimeout == Domain.Strategies.TimeoutAction.FailRun, 1));
            flow.Flow!.Ended.ShouldBe(ended);
        }
    }

    private static void LiveAttemptsAreThoseOfRunningSteps(RunState state)
    {
        foreach (var live in state.Live.Values)
        {
            state.Steps[live.Step].Phase.ShouldBe(StepPhase.Running);
            state.Steps[live.Step].Attempt.ShouldBe(live.Attempt);
        }
    }

    /// <summary>A model's step waits exactly as long as a call of its latest reply has no result, and each such call is a question.</summary>
    private static void QuestionsAreThoseOfWaitingSteps(RunState state)
    {
        if (state.IsUnwinding || !state.Unwindings.IsEmpty)
            return;
        var open = from step in state.Steps.Values
                   where step.Phase == StepPhase.Waiting && step.Loop is not null
                   let results = step.Loop!.Rounds[^1].Results
                   from call in Enumerable.Range(1, results.Length)
                   where results[call - 1] is null
                   select step.Id.ToolCall(step.Loop!.Rounds.Count, call);
        state.Questions.Values.Select(question => question.Unit).Order().ShouldBe(open.Order());
        state.Steps.Values.Where(step => step.Phase != StepPhase.Waiting && !step.Phase.IsFailure() && step.Loop is not null)
            .ShouldAllBe(step => step.Loop!.Rounds.All(round => round.IsComplete));
    }

    private static void AgentsHaveOneStepEach(RunState state)
    {
        var begun = state.Steps.Values.Where(step => step.Phase is StepPhase.Running or StepPhase.Waiting or StepPhase.BackingOff or StepPhase.Exhausted);
        foreach (var step in begun)
        {
            var node = state.Current!.Plan.Nodes[step.Node];
            var agent = node.AgentIndex;
            if (agent >= 0 && !node.IsIsolated)
                state.Agents[agent].Holder.ShouldBe(step.Id, "two steps of one agent overlap");
        }
    }

    /// <summary>A step that can begin is on the agenda or stands in line for its agent; a flow under way has a step under way.</summary>
    private static void NoStepIsForgotten(RunState state)
    {
        if (state.IsUnwinding)
            return;
        var waiting = state.Ready.Concat(state.Gated).Concat(state.Entering).Concat(state.Settling).Concat(state.Agents.Values.SelectMany(agent => agent.Line)).Select(item => item.Step).ToHashSet();
        state.Steps.Values.Where(step => step.Phase == StepPhase.Ready && !IsUnwinding(state, step)).ShouldAllBe(step => waiting.Contains(step.Id));
        var busy = state.Steps.Values.Where(step => !step.Phase.IsTerminal() && step.Id != step.Parent).Select(step => step.Parent).ToHashSet();
        var closing = state.Closing.Select(item => item.Step).ToHashSet();
        state.Steps.Values.Where(step => step.Flow is not null && step.Phase == StepPhase.Running)
            .ShouldAllBe(flow => busy.Contains(flow.Id) || closing.Contains(flow.Id) || IsUnwinding(state, flow));
        GraphsCountRight(state);
        ScopesCountRight(state);
    }

    /// <summary>What a graph keeps by counting is what its steps say.</summary>
    private static void GraphsCountRight(RunState state)
    {
        var plan = state.Current!.Plan;
        foreach (var graph in state.Steps.Values.Where(step => step.Phase == StepPhase.Running && plan.Nodes[step.Node].Kind == PlanNodeKind.Graph && !IsUnwinding(state, step)))
        {
            var node = plan.Nodes[graph.Node];
            var children = state.Steps.Values.Where(step => step.Parent == graph.Id && step.Id != graph.Id).ToDictionary(step => step.Node);
            graph.Flow!.Unfinished.ShouldBe(children.Values.Count(step => !step.Phase.IsTerminal()));
            graph.Flow.Holding.ShouldBe(children.Values.Count(step => step.HoldsSlot));
            graph.Flow.Holding.ShouldBeLessThanOrEqualTo(node.Concurrency ?? int.MaxValue);
            children.Values.ShouldAllBe(step => !step.HoldsSlot || !step.Phase.IsTerminal());
            foreach (var step in children.Values.Where(step => step.Phase == StepPhase.Pending && !IsUnwinding(state, step)))
                PendingStepWaitsForSomething(state, graph, step, plan.Nodes[step.Node], children);
        }
    }

    private static void PendingStepWaitsForSomething(RunState state, StepState graph, StepState step, PlanNode node, Dictionary<int, StepState> children)
    {
        if (state.Current!.Fork?.Results.ContainsKey(step.Id) == true)
        {
            state.Settling.ShouldContain(new AgendaItem(step.Node, step.Id));
            return;
        }

        var isLost = node.Needs.Any(need => children[need].Phase.IsTerminal() && children[need].Phase != StepPhase.Succeeded);
        var isSettling = state.Settling.Contains(new(step.Node, step.Id));
        if (isLost)
        {
            isSettling.ShouldBeTrue($"{step.Id} is to be blocked or skipped");
            return;
        }

        var unmet = node.Needs.Concat(node.After).Count(upstream => !children[upstream].Phase.IsTerminal());
        step.Unmet.ShouldBe(unmet);
        if (unmet == 0)
            (isSettling || graph.Flow!.Waiting.Contains(node.Ordinal)).ShouldBeTrue($"{step.Id} waits for nothing");
    }

    private static void ScopesCountRight(RunState state)
    {
        foreach (var scope in state.Unwindings.Values)
        {
            var subRuns = state.SubRuns.Values.Where(sub => !sub.IsLeft && sub.Wish != SubRunWish.Run && IsIn(state, state.Steps[sub.Step], scope.Step));
            scope.Live.ShouldBe(state.Live.Values.Count(live => live.IsStopping && IsIn(state, state.Steps[live.Step], scope.Step)) + subRuns.Count());
            state.Unwound.Contains(new(state.Steps[scope.Step].Node, scope.Step)).ShouldBe(scope.Live == 0);
        }

        state.Live.Values.Where(live => live.IsStopping).ShouldAllBe(live => IsUnwinding(state, state.Steps[live.Step]));
    }

    private static bool IsUnwinding(RunState state, StepState step) => state.Unwindings.Keys.Any(scope => IsIn(state, step, scope));

    private static bool IsIn(RunState state, StepState step, StepId scope) =>
        step.Id == scope || (step.Id != step.Parent && IsIn(state, state.Steps[step.Parent], scope));
}
