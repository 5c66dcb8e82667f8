using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;

namespace Runs.Domain.Runs.Commands;

/// <summary>An attempt has stopped without a result. If nobody asked it to, it is as good as lost.</summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The attempt.</param>
public sealed record ReportStopped(StepId Step, int Attempt) : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (!turn.State.IsAwaited(Step, Attempt, out var live))
            return null;
        if (turn.State.Stops(live))
            AttemptRules.Stop(turn, live, givenUp: false);
        else
            AttemptRules.Fail(turn, live, ReportLost.Failure);
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Number("attempt", Attempt);
    }

    internal static ReportStopped Read(FieldReader fields)
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
