using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>A run that waits for its slots is proposed some. Whether they are free is decided when they are stored.</summary>
/// <param name="Permits">One slot of each limit that the run needs.</param>
public sealed record GrantRun(ValueArray<Permit> Permits) : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (turn.IsDraining || Owed.RunDemand(state) is not { } demand || !Progress.Permits.Meet(state, Permits, demand.Keys))
            return new RunError(RunErrors.PermitUnwanted, $"Run {state.RunId} doesn't wait for these permits.");
        turn.Raise(new RunAdmitted(Permits));
        if (!demand.IsResuming)
            Queueing.Begin(turn);
        return null;
    }

    internal override void Write(FieldWriter fields) => fields.Permits("permits", Permits);

    internal static GrantRun Read(FieldReader fields)
    {
        ValueArray<Permit> permits = [];
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "permits": permits = fields.Permits(); break;
                default: fields.Skip(); break;
            }
        }

        return new(permits);
    }
}
