using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>How a pause stops attempts under way. Folds only.</summary>
internal static class Pauses
{
    /// <summary>Each attempt that isn't to stop already is asked to, and has its grace.</summary>
    public static RunState StopLive(RunState state, DateTimeOffset at)
    {
        var ends = at.After(state.Current!.Settings.StopGrace);
        foreach (var live in state.Live.Values.Where(live => !state.Stops(live)).ToList())
        {
            state = state.WithTimer(ends, RunTimerKind.PauseGrace, live.Step) with { Live = state.Live.SetItem(live.Step, live with { PauseEnds = ends }) };
        }

        return state;
    }
}
