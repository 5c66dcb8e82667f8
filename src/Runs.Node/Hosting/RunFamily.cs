using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;
using Runs.Node.Doors;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.Hosting;

/// <summary>
/// A run that is followed here with all sub-runs below it, so that it is noticed when nothing happens any more until a person says
/// something to one of them. Whose word it is that is waited for is told once.
/// </summary>
/// <param name="door">Where the runs are.</param>
/// <param name="rests">Told what the person is to do, by the outcome of the sub-run that waits for them.</param>
/// <param name="over">Ends the following.</param>
internal sealed class RunFamily(IRunsDoor door, Action<RunOutcome> rests, CancellationToken over)
{
    private readonly Dictionary<string, RunState> _states = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private bool _isTold;

    /// <summary>A run of the family is this by now.</summary>
    public void See(RunState state)
    {
        RunOutcome? outcome;
        lock (_gate)
        {
            if (state.Parent is null && _states.Count == 0 && state.AwaitedSubRuns == 0)
                return;
            _states[state.RunId] = state;
            foreach (var sub in Awaited(state).Where(sub => !_states.ContainsKey(sub)))
            {
                // Known from now on, and busy until it was read.
                _states[sub] = RunState.Empty;
                _ = Follow(RunId.Parse(sub));
            }

            outcome = _isTold ? null : Resting();
            _isTold |= outcome is not null;
        }

        if (outcome is not null)
            rests(outcome);
    }

    private async Task Follow(RunId run)
    {
        try
        {
            await foreach (var update in door.Follow(StoredRun.Before(run), _ => { }, over))
            {
                if (update is not RunUpdate.CaughtUp { State: var state } || state.Status == RunStatus.None)
                    continue;
                See(state);
                if (state.Status.IsTerminal())
                    return;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Nobody follows the family any more.
        }
    }

    /// <summary>A person's word is all that the family waits for. What has ended and was not heard yet is on its way up.</summary>
    private RunOutcome? Resting()
    {
        if (_states.Values.Any(state => !IsIdle(state)))
            return null;
        return _states.Values.Where(state => state.Parent is not null).OrderBy(state => state.RunId, StringComparer.Ordinal).Select(Outcome).FirstOrDefault(outcome => outcome is not null);
    }

    private bool IsIdle(RunState state) =>
        state.Status.IsTerminal()
        || (state.Status.IsActive() && !state.IsUnwinding && state.Live.IsEmpty && !Owed.Turn(state) && Owed.WakeUp(state) is null && !WaitsForSlots(state)
            && (state.AwaitedSubRuns > 0 || state.AsksSomebody || IsHeld(state))
            && Awaited(state).All(sub => !_states[sub].Status.IsTerminal()));

    private static RunOutcome? Outcome(RunState state) => state.Status switch
    {
        _ when IsHeld(state) => new RunOutcome(RunOutcomeKind.Held, state, ExitCodes.Waiting),
        _ when state.AsksSomebody && !state.Status.IsTerminal() => new RunOutcome(RunOutcomeKind.Waiting, state, ExitCodes.Waiting),
        _ => null,
    };

    private static bool WaitsForSlots(RunState state) => Owed.RunDemand(state) is not null || Owed.StepDemands(state).Any();

    private static bool IsHeld(RunState state) => state.Status is RunStatus.Paused or RunStatus.Quarantined;

    private static IEnumerable<string> Awaited(RunState state) => state.SubRuns.Values.Where(sub => !sub.IsLeft).Select(sub => sub.Id);
}
