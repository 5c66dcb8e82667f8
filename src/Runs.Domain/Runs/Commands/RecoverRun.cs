using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// An attempt of another incarnation is about to be judged lost. Recoveries are counted before anything is tried again, once for each
/// incarnation that judges; too many in a row without a success in between quarantine the run. A run that only moves to another node,
/// while its attempts live on where they are, counts none.
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
