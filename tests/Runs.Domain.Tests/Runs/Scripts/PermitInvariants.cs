using Runs.Domain.Runs;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>What must hold of a run's permits after each turn, counted from what lives.</summary>
internal static class PermitInvariants
{
    public static void Check(RunState state)
    {
        var ofAttempts = from live in state.Live.Values
                         from permit in live.Permits
                         select KeyValuePair.Create(permit.Key, new PermitHolding(permit.Generation, live.Step, live.Attempt));
        state.Permits.Where(held => !held.Value.IsOfRun).ShouldBe(ofAttempts.OrderBy(held => held.Key), "attempts hold other slots than they took");
        var ofRun = state.Permits.Where(held => held.Value.IsOfRun).Select(held => held.Key.Limit);
        ofRun.ShouldBe(state.IsAdmitted ? state.StatusSegment!.Admission!.RunLimits : []);
        if (state.IsAdmitted)
            (Works(state) || Owed.Turn(state)).ShouldBeTrue("the run keeps slots that it has no use for");
        (Owed.RunDemand(state) is not null).ShouldBe(state.IsGated && !state.IsAdmitted && Waits(state));
        if (state.Current is null || !state.Status.IsActive() || state.Status == RunStatus.Queued)
            return;
        state.Gated.ShouldAllBe(item => Permits.KeysOf(state, state.Current.Plan.Nodes[item.Node]).Count > 0);
        state.Ready.ShouldAllBe(item => Permits.KeysOf(state, state.Current.Plan.Nodes[item.Node]).Count == 0);
    }

    private static bool Works(RunState state) =>
        !state.Live.IsEmpty
        || (state.Status == RunStatus.Running && !state.IsUnwinding
            && (state.Ready.Count + state.Gated.Count + state.Entering.Count > 0 || state.Steps.Values.Any(step => step.Phase == StepPhase.BackingOff)));

    private static bool Waits(RunState state) =>
        state.Status == RunStatus.Queued || (state.Status == RunStatus.Running && !state.IsUnwinding && state.Ready.Count + state.Gated.Count > 0);
}
