using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>
/// The rows of a run's current segment: the plan in the order of the file, flows before their steps. A list has a row for each item that is
/// under way or did not end well; the others are in its count.
/// </summary>
internal sealed class TreeRows
{
    private readonly Plan _plan;
    private readonly StepIndex _steps;
    private readonly List<TreeRow> _rows = [];

    private TreeRows(Plan plan, StepIndex steps)
    {
        _plan = plan;
        _steps = steps;
    }

    /// <summary>The rows, flows before their steps.</summary>
    public IReadOnlyList<TreeRow> Rows => _rows;

    /// <summary>The steps by their flow.</summary>
    public StepIndex Steps => _steps;

    /// <summary>The rows of a run that was started.</summary>
    public static TreeRows Of(RunState state, Segment segment)
    {
        var rows = new TreeRows(segment.Plan, new StepIndex(state));
        rows.Add(segment.Plan.Nodes[0], state.Steps.GetValueOrDefault(StepId.Root(segment.Number)), -1);
        return rows;
    }

    private void Add(PlanNode node, StepState? step, int parent)
    {
        var index = _rows.Count;
        var depth = parent < 0 ? 0 : _rows[parent].Depth + 1;
        if (parent >= 0)
            _rows[parent].Children++;
        _rows.Add(new TreeRow(node, step, parent, depth, TallyOf(node, step)));
        if (node.Kind == PlanNodeKind.ForEach)
        {
            foreach (var instance in _steps.InstancesOf(step).Where(instance => instance.Phase is not (StepPhase.Succeeded or StepPhase.Skipped)))
                Add(_plan.Nodes[instance.Node], instance, index);
            return;
        }

        foreach (var child in ChildrenOf(node))
            Add(child, _steps.In(step, child), index);
    }

    private IEnumerable<PlanNode> ChildrenOf(PlanNode node) =>
        (node.Observer < 0 ? node.Children : node.Children.Add(node.Observer)).Select(child => _plan.Nodes[child]);

    private StepTally? TallyOf(PlanNode node, StepState? step)
    {
        if (node.Kind == PlanNodeKind.ForEach)
            return Tally(step?.Flow?.Items.Length, _steps.InstancesOf(step).Select(instance => (StepPhase?)instance.Phase));
        return node.Kind is PlanNodeKind.Graph or PlanNodeKind.Broadcast && node.Children.Length > 1
            ? Tally(node.Children.Length, ChildrenOf(node).Select(child => _steps.In(step, child)?.Phase))
            : null;
    }

    private static StepTally Tally(int? total, IEnumerable<StepPhase?> phases)
    {
        var tally = new StepTally(total);
        foreach (var phase in phases)
            tally.Add(phase);
        return tally;
    }
}
