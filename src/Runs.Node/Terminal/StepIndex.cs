using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>The steps of a run's current segment, found by their flow. Of a cycle there is only the latest round.</summary>
internal sealed class StepIndex
{
    private readonly Dictionary<(StepId Flow, int Node), StepState> _steps = [];
    private readonly Dictionary<StepId, List<StepState>> _instances = [];

    public StepIndex(RunState state)
    {
        foreach (var step in state.Steps.Values.Where(step => step.Id != step.Parent))
        {
            if (step.Instance < 0)
                _steps[(step.Parent, step.Node)] = step;
            else if (_instances.TryGetValue(step.Parent, out var instances))
                instances.Add(step);
            else
                _instances.Add(step.Parent, [step]);
        }

        foreach (var instances in _instances.Values)
            instances.Sort((a, b) => a.Instance.CompareTo(b.Instance));
    }

    /// <summary>The step of a node in a flow; <see langword="null"/> when the flow has not begun, or has not let it in.</summary>
    public StepState? In(StepState? flow, PlanNode node) => flow is null ? null : _steps.GetValueOrDefault((flow.Id, node.Index));

    /// <summary>The instances of a list that were let in, in the order of its items.</summary>
    public IReadOnlyList<StepState> InstancesOf(StepState? list) =>
        list is not null && _instances.TryGetValue(list.Id, out var instances) ? instances : [];
}
