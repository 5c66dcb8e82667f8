using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// A new incarnation has folded the run and found attempts of an older one. Recoveries are counted before anything is tried
/// again; too many in a row without a success in between quarantine the run. Without such attempts there is nothing to
/// count: a run that waits for a person may see any number of nodes.
/// </summary>
public sealed record RecoverRun : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (!state.Status.IsActive() || state.RecoveredBy == turn.Node || state.Live.Values.All(live => live.Node == turn.Node))
            return null;
        state = turn.Raise(new RunRecovered(turn.Node));
        if (state.Recoveries > state.Current!.Settings.MaxRecoveries && state.Status == RunStatus.Running && !state.IsUnwinding)
            turn.Raise(new RunQuarantined($"{state.Recoveries} recoveries in a row brought no progress"));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
    }

    internal static RecoverRun Read(FieldReader fields)
    {
        fields.SkipRest();
        return new();
    }
}
