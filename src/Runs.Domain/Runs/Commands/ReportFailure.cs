using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;

namespace Runs.Domain.Runs.Commands;

/// <summary>An attempt has failed. Only the attempt that the run waits for is heard.</summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Failure">How.</param>
public sealed record ReportFailure(StepId Step, int Attempt, AttemptFailure Failure) : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (turn.State.IsAwaited(Step, Attempt, out var live))
            AttemptRules.Fail(turn, live, Failure);
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Number("attempt", Attempt);
        fields.Object("failure", Failure, Failure.Write);
    }

    internal static ReportFailure Read(FieldReader fields)
    {
        StepId step = default;
        int attempt = 0;
        AttemptFailure failure = new(new RunError("", ""));
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                case "failure": failure = fields.Object(AttemptFailure.Read); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, attempt, failure);
    }
}
