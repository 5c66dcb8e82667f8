using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;

namespace Runs.Domain.Runs.Commands;

/// <summary>The node of an attempt is gone, and so is the attempt: nothing of it acts any more, and no result will come.</summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The attempt.</param>
public sealed record ReportLost(StepId Step, int Attempt) : RunCommand
{
    internal static AttemptFailure Failure { get; } = new(new RunError(
        RunErrors.AttemptLost, "The attempt was lost with its node; whether it took effect is unknown."));

    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (!turn.State.IsAwaited(Step, Attempt, out var live))
            return null;
        if (turn.State.Stops(live))
            AttemptRules.Stop(turn, live, givenUp: true);
        else
            AttemptRules.Fail(turn, live, Failure);
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Number("attempt", Attempt);
    }

    internal static ReportLost Read(FieldReader fields)
    {
        StepId step = default;
        int attempt = 0;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, attempt);
    }
}
