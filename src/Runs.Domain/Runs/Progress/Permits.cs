using System.Collections.Immutable;
using Runs.Domain.Admissions;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>Which slots a run needs, takes and gives back. Folds and questions only.</summary>
internal static class Permits
{
    /// <summary>
    /// The keys of which an attempt of a node needs a slot each, in order and each once. What its run holds a slot of itself isn't among
    /// them: the run would wait for itself.
    /// </summary>
    public static ValueArray<string> KeysOf(RunState state, PlanNode node)
    {
        if (state.Current!.Admission is not { } admission)
            return [];
        if (node.Limits.IsEmpty)
            return admission.StepLimits;
        var subject = new LimitSubject(state.Owner, state.RunId, state.Current.Plan.Name);
        return [.. node.Limits.Select(limit => LimitKeys.Of(limit.Render(subject))).Concat(admission.StepLimits).Except(admission.RunLimits, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether an attempt of a node needs any slot.</summary>
    public static bool IsGated(RunState state, PlanNode node) =>
        state.Current!.Admission is { } admission && (admission.StepLimits.Count > 0 || (!node.Limits.IsEmpty && KeysOf(state, node).Count > 0));

    /// <summary>Whether the run may dispatch: it needs no slots to work, or holds them.</summary>
    public static bool MayDispatch(RunState state) => state.IsAdmitted || !state.IsGated;

    /// <summary>Whether the run waits for the slots that it needs to work.</summary>
    public static bool Waits(RunState state) => !state.IsAdmitted && state.Status switch
    {
        RunStatus.Queued => true,
        RunStatus.Running => !state.IsUnwinding && !(state.Ready.IsEmpty && state.Gated.IsEmpty),
        _ => false,
    };

    /// <summary>Whether the run holds slots that it has no use for now.</summary>
    public static bool MustYield(RunState state) => state.IsAdmitted && state.Live.IsEmpty && state.Status.IsActive() && !HasWork(state);

    /// <summary>Whether a run has been given these very slots, one of each key and none that it holds.</summary>
    public static bool Meet(RunState state, ValueArray<Permit> permits, ValueArray<string> keys) =>
        permits.Select(permit => permit.Limit).Order(StringComparer.Ordinal).SequenceEqual(keys)
        && permits.All(permit => permit.Slot >= 0 && permit.Generation > 0 && !state.Permits.ContainsKey(permit.Key));

    /// <summary>The run, or an attempt of it, takes slots.</summary>
    public static RunState Take(RunState state, ValueArray<Permit> permits, StepId step, int attempt) => permits.Count == 0 ? state : state with
    {
        Permits = state.Permits.SetItems(permits.Select(permit => KeyValuePair.Create(permit.Key, new PermitHolding(permit.Generation, step, attempt)))),
    };

    /// <summary>An attempt gives back what it holds.</summary>
    public static RunState GiveBack(RunState state, LiveAttempt live) =>
        live.Permits.Count == 0 ? state : state with { Permits = state.Permits.RemoveRange(live.Permits.Select(permit => permit.Key)) };

    /// <summary>The run gives back what it holds beside its attempts.</summary>
    public static RunState GiveBackRun(RunState state) => state with
    {
        IsAdmitted = false,
        Permits = state.Permits.RemoveRange(state.Permits.Where(permit => permit.Value.IsOfRun).Select(permit => permit.Key).ToList()),
    };

    /// <summary>The run and all its attempts give back what they hold.</summary>
    public static RunState GiveBackAll(RunState state)
    {
        if (state.Permits.IsEmpty)
            return state with { IsAdmitted = false };
        var holding = state.Live.Values.Where(live => live.Permits.Count > 0).ToList();
        return state with
        {
            IsAdmitted = false,
            Permits = RunState.Empty.Permits,
            Live = state.Live.SetItems(holding.Select(live => KeyValuePair.Create(live.Step, live with { Permits = [] }))),
        };
    }

    /// <summary>After an event: the time at which the run began to wait for its slots, or nothing when it doesn't.</summary>
    public static RunState Track(RunState state, DateTimeOffset at)
    {
        if (state.QueuedSince is null && !state.IsGated)
            return state;
        var waits = state.IsGated && Waits(state);
        return waits == (state.QueuedSince is not null) ? state : state with { QueuedSince = waits ? at : null };
    }

    private static bool HasWork(RunState state) =>
        state.Status == RunStatus.Running && !state.IsUnwinding
        && !(state.Ready.IsEmpty && state.Gated.IsEmpty && state.Entering.IsEmpty && !state.Timers.Any(timer => timer.Kind == RunTimerKind.Backoff));
}
