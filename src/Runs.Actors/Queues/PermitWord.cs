using System.Collections.Immutable;
using Runs.Actors.Queues.Messages;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Queues;

/// <summary>What one run has said to the coordinator of its queue: it says what has changed since, once.</summary>
internal sealed class PermitWord(RunId run, PermitHost host)
{
    private ImmutableSortedDictionary<PermitKey, PermitHolding> _held = RunState.Empty.Permits;
    private ImmutableSortedDictionary<StepId, StepWaits> _steps = ImmutableSortedDictionary<StepId, StepWaits>.Empty;
    private RunDemand? _demand;
    private string _queue = "";
    private int _order;

    /// <summary>Says what has changed.</summary>
    /// <param name="state">The run as it is.</param>
    /// <param name="isDraining">Whether the run is to begin nothing here any more.</param>
    public void Say(RunState state, bool isDraining)
    {
        if (state.StatusSegment?.Admission is { } admission)
            _queue = admission.Queue;
        else if (_queue.Length == 0)
            return;
        SayFreed(state);
        SayRun(isDraining ? null : Owed.RunDemand(state));
        SaySteps(isDraining ? [] : Owed.StepDemands(state), state.StatusSegment?.Admission?.Priority ?? 0);
    }

    private void SayFreed(RunState state)
    {
        if (ReferenceEquals(_held, state.Permits))
            return;
        foreach (var (key, holding) in _held)
        {
            if (!state.Permits.TryGetValue(key, out var now) || now.Generation != holding.Generation)
                host.Freed(_queue, new FreedSlot(key.Limit, key.Slot, holding.Generation));
        }

        _held = state.Permits;
    }

    private void SayRun(RunDemand? demand)
    {
        if (demand == _demand)
            return;
        _demand = demand;
        if (demand is null)
            host.Left(_queue, run);
        else
            host.Waits(_queue, new RunWaits(run.Value, demand.Priority, demand.Since, demand.Keys));
    }

    private void SaySteps(IEnumerable<StepDemand> demands, int priority)
    {
        // Most runs have no such steps, and none of their turns is to cost anything here.
        if (_steps.IsEmpty && !demands.Any())
            return;
        var steps = ImmutableSortedDictionary<StepId, StepWaits>.Empty;
        foreach (var demand in demands)
            steps = steps.SetItem(demand.Step, _steps.GetValueOrDefault(demand.Step) ?? new StepWaits(demand.Step.Value, host.Time.GetUtcNow(), ++_order, demand.Keys));
        if (steps.Count == _steps.Count && steps.Keys.SequenceEqual(_steps.Keys))
            return;
        _steps = steps;
        host.Wait(_queue, run, new StepsWait(run.Value, priority, [.. steps.Values.OrderBy(step => step.Order)]));
    }
}
