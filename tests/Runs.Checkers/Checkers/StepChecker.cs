using Runs.Checkers.Auditing;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Checkers.Checkers;

/// <summary>
/// Steps begin, are blocked, skipped and end as the plan says, and the run with them: worked out from the plan and the events alone.
/// Of the state it takes where a step stands in the plan, and nothing that the engine counts.
/// </summary>
internal sealed class StepChecker : RunChecker
{
    private readonly Dictionary<StepId, Known> _steps = [];
    private bool _isCancelled;
    private bool _isExpired;

    /// <summary>How many steps were blocked.</summary>
    public int Blocked { get; private set; }

    /// <summary>How many steps were skipped.</summary>
    public int Skipped { get; private set; }

    /// <summary>How many items of lists were begun.</summary>
    public int Items { get; private set; }

    /// <summary>How many steps of a fork were taken over.</summary>
    public int Taken { get; private set; }

    /// <summary>How many steps were begun anew.</summary>
    public int Retried { get; private set; }

    /// <summary>How many segments ended as mixed.</summary>
    public int Mixed { get; private set; }

    /// <inheritdoc/>
    public override string Promise => "Steps begin, are blocked, skipped and end as the plan says, and the run with them.";

    /// <inheritdoc/>
    public override string? Problem(in RunMoment moment)
    {
        var before = moment.Before;
        switch (moment.Raised)
        {
            case RunStarted:
                _steps.Clear();
                (_isCancelled, _isExpired) = (false, false);
                return null;
            case CancelRequested:
                _isCancelled = true;
                return null;
            case RunExpired:
                _isExpired = true;
                return null;
            case StepRetried retried when before.Steps[retried.Step].Phase != StepPhase.Exhausted:
                return BeginAnew(before, retried.Step);
            case StepStarted started:
                return Begin(before, started.Step, isFirst: true);
            case StepDispatched dispatched:
                return Begin(before, dispatched.Step, dispatched.Attempt == 1);
            case SubRunOpened opened:
                return Begin(before, opened.Step, isFirst: false);
            case StepSucceeded succeeded:
                return End(before, succeeded.Step, StepPhase.Succeeded, mustHaveBegun: true);
            case StepFailed failed:
                return End(before, failed.Step, failed.Error.Code == RunErrors.AttemptTimeout ? StepPhase.TimedOut : StepPhase.Failed, mustHaveBegun: false);
            case StepCancelled cancelled:
                return End(before, cancelled.Step, StepPhase.Cancelled, mustHaveBegun: false);
            case StepTaken taken:
                Taken++;
                return _steps.ContainsKey(taken.Step) ? $"took {taken.Step} over, which had begun" : End(before, taken.Step, StepPhase.Succeeded, mustHaveBegun: false);
            case StepBlocked blocked:
                return NeverBegun(before, blocked.Step, StepPhase.Blocked) ?? End(before, blocked.Step, StepPhase.Blocked, mustHaveBegun: false);
            case StepSkipped skipped:
                return NeverBegun(before, skipped.Step, StepPhase.Skipped) ?? End(before, skipped.Step, StepPhase.Skipped, mustHaveBegun: false);
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    public override string? ProblemAfter(in RunMoment moment, RunState after) =>
        moment.Raised is RunEnded && moment.Before.Status != RunStatus.Queued && ProblemOfEnd(after) is { } problem ? $"{problem}:\n{StateDump.Of(after)}" : null;

    private string? ProblemOfEnd(RunState after)
    {
        if (after.Steps.Values.FirstOrDefault(step => !step.Phase.IsTerminal()) is { } open)
            return $"has ended, and {open.Id} is {open.Phase}";
        var differing = after.Steps.Values.FirstOrDefault(step => _steps.TryGetValue(step.Id, out var known) && known.End is { } end && end != step.Phase);
        if (differing is not null)
            return $"shows {differing.Id} as {differing.Phase}, and its events say {_steps[differing.Id].End}";
        if (after.Status == RunStatus.Killed)
            return null;
        var expected = _isExpired ? RunStatus.Expired : _isCancelled ? RunStatus.Cancelled : StatusOf(after);
        // Whoever asks too late stops nothing, and then the run ends as if nobody had asked.
        if (after.Status != expected && (_isExpired || _isCancelled) && !HasOpenSteps(after))
            expected = StatusOf(after);
        Mixed += expected == RunStatus.Mixed ? 1 : 0;
        return after.Status == expected ? null : $"ended as {after.Status}, and its events say {expected}";
    }

    private string? Begin(RunState before, StepId id, bool isFirst)
    {
        var step = before.Steps[id];
        if (_steps.TryGetValue(id, out var known))
            return known.End is not null ? $"began {id}, which had ended" : isFirst ? $"began {id} twice" : null;
        var (node, flow) = (before.Current!.Plan.Nodes[step.Node], before.Steps[step.Parent]);
        if (flow.Id != flow.Parent && (!_steps.TryGetValue(flow.Id, out var around) || around.End is not null))
            return $"began {id} outside of its flow's time";
        if (Upstream(before, step, node.Needs).FirstOrDefault(need => EndOf(need) != StepPhase.Succeeded) is { Value: not null } lacking)
            return $"began {id} although {lacking}, which it needs, is {EndOf(lacking)}";
        if (Upstream(before, step, node.After).FirstOrDefault(other => EndOf(other) is null) is { Value: not null } early)
            return $"began {id} although {early}, which it follows, has not ended";
        Items += step.Instance >= 0 ? 1 : 0;
        _steps.Add(id, new Known(step.Parent, HoldsSlot(before, node), null));
        return SlotsOf(before, flow) is { } slots && _steps.Values.Count(other => other.Parent == flow.Id && other is { HoldsSlot: true, End: null }) > slots
            ? $"has more than {slots} steps of {flow.Id} at a time"
            : null;
    }

    /// <summary>A step of a graph that did not succeed may begin anew, and with it all that never began because of it. The graph must be under way.</summary>
    private string? BeginAnew(RunState before, StepId first)
    {
        Retried++;
        var step = before.Steps[first];
        var graph = before.Steps[step.Parent];
        if (before.Current!.Plan.Nodes[graph.Node].Kind != PlanNodeKind.Graph || EndOf(graph.Id) is not null)
            return $"began {first} anew, whose graph has ended or is none";
        if (EndOf(first) is not (StepPhase.Failed or StepPhase.TimedOut or StepPhase.Cancelled))
            return $"began {first} anew, which is {EndOf(first)}";
        var open = new Queue<StepId>([first]);
        while (open.TryDequeue(out var id))
        {
            if (!_steps.Remove(id))
                continue;
            foreach (var inner in _steps.Keys.Where(inner => CallChecker.IsOf(inner, id)).ToList())
                _steps.Remove(inner);
            foreach (var node in before.Current.Plan.Nodes[before.Steps[id].Node].Dependents.Select(dependent => before.Current.Plan.Nodes[dependent]))
            {
                if (EndOf(Place(graph.Id, node)) is StepPhase.Blocked or StepPhase.Skipped)
                    open.Enqueue(Place(graph.Id, node));
            }
        }

        return null;
    }

    private string? End(RunState before, StepId id, StepPhase phase, bool mustHaveBegun)
    {
        if (!_steps.TryGetValue(id, out var known))
        {
            if (mustHaveBegun)
                return $"has a result of {id}, which never began";
            known = new Known(before.Steps[id].Parent, false, null);
        }

        if (known.End is not null)
            return $"ended {id} twice: {known.End}, then {phase}";
        _steps[id] = known with { End = phase };

        // With a flow everything in it has ended.
        foreach (var inner in _steps.Where(step => step.Value.End is null && IsIn(before, step.Key, id)).Select(step => step.Key).ToList())
            _steps[inner] = _steps[inner] with { End = StepPhase.Cancelled };
        return null;
    }

    private string? NeverBegun(RunState before, StepId id, StepPhase phase)
    {
        if (_steps.ContainsKey(id))
            return $"has {id} as {phase}, which had begun";
        Blocked += phase == StepPhase.Blocked ? 1 : 0;
        Skipped += phase == StepPhase.Skipped ? 1 : 0;
        var step = before.Steps[id];
        var node = before.Current!.Plan.Nodes[step.Node];
        var needs = Upstream(before, step, node.Needs).Select(EndOf).ToList();
        var lacksOne = needs.Any(need => need?.IsFailure() == true);
        return (phase, lacksOne) switch
        {
            (StepPhase.Blocked, false) => $"blocked {id}, all of whose needs may still be met",
            (StepPhase.Skipped, true) => $"skipped {id}, which a need blocks",
            (StepPhase.Skipped, _) when node.When is null && !needs.Contains(StepPhase.Skipped) => $"skipped {id} for no reason",
            _ => null,
        };
    }

    /// <summary>Whether the end came over a step that had begun, or that had to begin.</summary>
    private bool HasOpenSteps(RunState after)
    {
        var (root, nodes) = (StepId.Root(after.Current!.Number), after.Current.Plan.Nodes);
        return _steps.Values.Any(step => step.End is null) || nodes[0].Kind switch
        {
            PlanNodeKind.Graph => nodes[0].Children.Any(child => EndOf(Place(root, nodes[child])) is null),
            PlanNodeKind.Cycle => false,
            _ => nodes[0].Children.Any(child => EndOf(root.Child(nodes[child].Ordinal)) is null),
        };
    }

    private RunStatus StatusOf(RunState after)
    {
        var plan = after.Current!.Plan;
        var root = StepId.Root(after.Current.Number);
        var ends = plan.Nodes[0].Children
            .Select(child => plan.Nodes[child])
            .Select(node => (Node: node, End: EndOf(Place(root, node))))
            .ToList();
        if (plan.Nodes[0].Kind != PlanNodeKind.Graph)
            return _steps.Any(step => step.Value.End?.IsFailure() == true && FallsWithTheRun(after, step.Key)) ? RunStatus.Failed : RunStatus.Completed;
        if (ends.Any(step => step.End == StepPhase.TimedOut && step.Node.OnTimeout == TimeoutAction.FailRun))
            return RunStatus.Failed;
        if (!ends.Any(step => step.End is not (StepPhase.Succeeded or StepPhase.Skipped)))
            return RunStatus.Completed;
        return ends.Any(step => step.End == StepPhase.Succeeded) ? RunStatus.Mixed : RunStatus.Failed;
    }

    /// <summary>Whether no flow around a step goes on without it.</summary>
    private static bool FallsWithTheRun(RunState state, StepId id)
    {
        if (!state.Steps.TryGetValue(id, out var step))
            return false;
        for (; step.Id != step.Parent; step = state.Steps[step.Parent])
        {
            if (state.Current!.Plan.Nodes[state.Steps[step.Parent].Node].Kind is PlanNodeKind.Graph or PlanNodeKind.ForEach)
                return false;
        }

        return true;
    }

    private StepPhase? EndOf(StepId id) => _steps.TryGetValue(id, out var known) ? known.End : null;

    private static IEnumerable<StepId> Upstream(RunState state, StepState step, IEnumerable<int> nodes) =>
        nodes.Select(node => Place(step.Parent, state.Current!.Plan.Nodes[node]));

    private static StepId Place(StepId graph, PlanNode node) => node.Id is { } id ? graph.Child(id) : graph.Child(node.Ordinal);

    private static int? SlotsOf(RunState state, StepState flow)
    {
        var nodes = state.Current!.Plan.Nodes;
        var node = nodes[flow.Node];
        return node.Kind == PlanNodeKind.ForEach ? node.Concurrency ?? nodes[node.Parent].Concurrency : node.Concurrency;
    }

    private static bool HoldsSlot(RunState state, PlanNode node) =>
        node.AgentIndex < 0 || state.Current!.Plan.Agents[node.AgentIndex].Kind is not (PlanAgentKind.User or PlanAgentKind.Delay or PlanAgentKind.Run);

    private static bool IsIn(RunState state, StepId id, StepId flow)
    {
        while (state.Steps.TryGetValue(id, out var step) && step.Id != step.Parent)
        {
            if (step.Parent == flow)
                return true;
            id = step.Parent;
        }

        return false;
    }

    /// <summary>A step that has begun or ended.</summary>
    private sealed record Known(StepId Parent, bool HoldsSlot, StepPhase? End);
}
