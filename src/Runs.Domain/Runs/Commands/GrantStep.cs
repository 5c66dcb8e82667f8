using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>A step whose attempt waits for slots is proposed some. Whether they are free is decided when they are stored.</summary>
/// <param name="Step">The step.</param>
/// <param name="Permits">One slot of each limit that the attempt needs.</param>
public sealed record GrantStep(StepId Step, ValueArray<Permit> Permits) : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        var demand = turn.IsDraining ? null : Owed.StepDemands(state).FirstOrDefault(demand => demand.Step == Step);
        if (demand is null || !Progress.Permits.Meet(state, Permits, demand.Keys))
            return new RunError(RunErrors.PermitUnwanted, $"Step {Step} of run {state.RunId} doesn't wait for these permits.");
        Agenda.Dispatch(turn, Step, Permits);
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Permits("permits", Permits);
    }

    internal static GrantStep Read(FieldReader fields)
    {
        StepId step = default;
        ValueArray<Permit> permits = [];
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "permits": permits = fields.Permits(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, permits);
    }
}
