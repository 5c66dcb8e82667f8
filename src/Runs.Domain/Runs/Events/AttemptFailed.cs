using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>An attempt has failed, or was lost with its node.</summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Error">Why.</param>
/// <param name="RetryAt">When the next attempt may begin; null when there is none.</param>
/// <param name="Partial">What it had written by then.</param>
public sealed record AttemptFailed(StepId Step, int Attempt, RunError Error, DateTimeOffset? RetryAt, string? Partial) : RunEvent
{
    internal const string TypeName = "attempt-failed";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var failed = state.WithoutLive(Step);
        var step = failed.Steps[Step] with { Error = Error, Partial = Partial };
        // A node's end isn't the step's fault: a lost attempt doesn't count against the retry policy.
        if (Error.Code == RunErrors.AttemptLost)
            step = step with { AttemptsForgiven = step.AttemptsForgiven + 1 };
        return RetryAt is { } at
            ? failed.WithStep(step with { Phase = StepPhase.BackingOff, Until = at }).WithTimer(at, RunTimerKind.Backoff, Step)
            : failed.WithStep(step);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Number("attempt", Attempt);
        fields.Error("error", Error);
        fields.Time("retryAt", RetryAt);
        fields.Text("partial", Partial);
    }

    internal static AttemptFailed Read(FieldReader fields)
    {
        StepId step = default;
        int attempt = 0;
        RunError error = new("", "");
        DateTimeOffset? retryAt = null;
        string? partial = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                case "error": error = fields.Error(); break;
                case "retryAt": retryAt = fields.Time(); break;
                case "partial": partial = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, attempt, error, retryAt, partial);
    }
}
