using Runs.Checkers.Auditing;
using Runs.Domain.Admissions;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>
/// What is under way holds what it must: each attempt a slot of each of its limits, as the strategy says, and a run with attempts one of each
/// of its own. So nothing is given back too early. A quarantined run has given back everything, its attempts being taken for dead: those hold
/// nothing until they are known to be.
/// </summary>
internal sealed class HoldingChecker : RunChecker
{
    private readonly HashSet<(StepId Unit, int Attempt)> _takenForDead = [];

    /// <inheritdoc/>
    public override string Promise => "What is under way holds a slot of each limit that it needs.";

    /// <inheritdoc/>
    public override string? ProblemAtRest(RunState state)
    {
        if (state.Status == RunStatus.Quarantined)
            _takenForDead.UnionWith(state.Live.Values.Select(live => (live.Unit, live.Attempt)));
        var alive = state.Live.Values.Where(live => !_takenForDead.Contains((live.Unit, live.Attempt))).ToList();
        if (state.Current?.Admission is not { } admission || alive.Count == 0 || state.End is not null)
            return null;
        var ofRun = state.Permits.Where(permit => permit.Value.IsOfRun).Select(permit => permit.Key.Limit);
        if (!ofRun.Order(StringComparer.Ordinal).SequenceEqual(admission.RunLimits))
            return $"has attempts under way with the slots [{string.Join(", ", ofRun)}] of [{string.Join(", ", admission.RunLimits)}]";
        foreach (var live in alive)
        {
            var needed = KeysOf(state, state.Current.Plan.Nodes[state.Steps[live.Step].Node], admission);
            var held = state.Permits.Where(permit => permit.Value.Step == live.Step && permit.Value.Attempt == live.Attempt).Select(permit => permit.Key.Limit);
            if (!held.Order(StringComparer.Ordinal).SequenceEqual(needed))
                return $"has attempt {live.Attempt} of {live.Unit} under way with the slots [{string.Join(", ", held)}] of [{string.Join(", ", needed)}]";
        }

        return null;
    }

    private static IEnumerable<string> KeysOf(RunState state, PlanNode node, Admission admission)
    {
        var subject = new LimitSubject(state.Owner, state.RunId, state.Current!.Plan.Name);
        return node.Limits.Select(limit => LimitKeys.Of(limit.Render(subject))).Concat(admission.StepLimits).Except(admission.RunLimits, StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }
}
