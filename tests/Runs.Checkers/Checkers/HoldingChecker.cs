using Runs.Checkers.Auditing;
using Runs.Domain.Admissions;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>
/// What is under way holds what it must: each attempt a slot of each of its limits, as the strategy says, and a run with attempts one of each
/// of its own. So nothing is given back too early.
/// </summary>
internal sealed class HoldingChecker : RunChecker
{
    /// <inheritdoc/>
    public override string Promise => "What is under way holds a slot of each limit that it needs.";

    /// <inheritdoc/>
    public override string? ProblemAtRest(RunState state)
    {
        if (state is not { Current.Admission: { } admission, Live.IsEmpty: false } || state.End is not null || state.Status == RunStatus.Quarantined)
            return null;
        var ofRun = state.Permits.Where(permit => permit.Value.IsOfRun).Select(permit => permit.Key.Limit);
        if (!ofRun.Order(StringComparer.Ordinal).SequenceEqual(admission.RunLimits))
            return $"has attempts under way with the slots [{string.Join(", ", ofRun)}] of [{string.Join(", ", admission.RunLimits)}]";
        foreach (var live in state.Live.Values)
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
        return node.Limits.Select(limit => LimitKeys.Of(limit.Render(subject))).Concat(admission.StepLimits).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }
}
