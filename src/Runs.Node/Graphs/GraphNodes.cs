using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Node.Terminal;

namespace Runs.Node.Graphs;

/// <summary>A plan with what is known of each of its nodes in a run: the same plan and state always make the same picture.</summary>
internal sealed class GraphNodes
{
    private readonly Dictionary<int, List<StepState>> _steps = [];

    private GraphNodes(Plan plan, RunState? state)
    {
        Plan = plan;
        if (state?.Current is null)
            return;
        foreach (var step in state.Steps.Values)
        {
            if (_steps.TryGetValue(step.Node, out var steps))
                steps.Add(step);
            else
                _steps.Add(step.Node, [step]);
        }
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>A plan that nothing was executed of.</summary>
    public static GraphNodes Of(Plan plan) => new(plan, null);

    /// <summary>The last started segment of a run, or the one that waits to be started; <see langword="null"/> for a run that was never prepared.</summary>
    public static GraphNodes? Of(RunState state) => (state.Current ?? state.Pending) is { } segment ? new(segment.Plan, state) : null;

    /// <summary>The only step of a node; <see langword="null"/> when there is none, or one for each item of a list.</summary>
    public StepState? StepOf(PlanNode node) => _steps.TryGetValue(node.Index, out var steps) && steps is [{ } only] && !IsInList(node) ? only : null;

    /// <summary>How the steps of a node are that has one for each item of a list; <see langword="null"/> for any other, or before the first.</summary>
    public StepTally? TallyOf(PlanNode node)
    {
        var counted = node.Kind == PlanNodeKind.ForEach && !IsInList(node) ? node.Children[0] : node.Index;
        if (!IsInList(Plan.Nodes[counted]) || !_steps.TryGetValue(counted, out var steps))
            return null;
        var items = StepOf(node)?.Flow?.Items.Length;
        var tally = new StepTally(items ?? steps.Count);
        foreach (var step in steps)
            tally.Add(step.Phase);
        return tally;
    }

    /// <summary>The phase to show: a node with several steps shows the one that asks most for attention.</summary>
    public StepPhase? PhaseOf(PlanNode node)
    {
        if (StepOf(node) is { } step)
            return step.Phase;
        if (TallyOf(node) is not { } tally)
            return null;
        return Attention.Cast<StepPhase?>().FirstOrDefault(phase => tally[phase!.Value] > 0);
    }

    /// <summary>The steps of a flow with its observer; none for a step.</summary>
    public IEnumerable<PlanNode> ChildrenOf(PlanNode node) =>
        (node.Observer < 0 ? node.Children : node.Children.Add(node.Observer)).Select(child => Plan.Nodes[child]);

    /// <summary>The step that a list executes, looked up through lists around lists.</summary>
    public PlanNode StepOfList(PlanNode list) => Plan.Nodes[list.Children[0]];

    private static readonly StepPhase[] Attention =
    [
        StepPhase.Exhausted, StepPhase.Waiting, StepPhase.BackingOff, StepPhase.Running, StepPhase.Ready, StepPhase.Pending,
        StepPhase.TimedOut, StepPhase.Failed, StepPhase.Blocked, StepPhase.Cancelled, StepPhase.Succeeded, StepPhase.Skipped,
    ];

    private bool IsInList(PlanNode node)
    {
        for (; node.Parent >= 0; node = Plan.Nodes[node.Parent])
        {
            if (Plan.Nodes[node.Parent].Kind == PlanNodeKind.ForEach)
                return true;
        }

        return false;
    }
}
