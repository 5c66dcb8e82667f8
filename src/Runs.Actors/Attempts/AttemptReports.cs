using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;

namespace Runs.Actors.Attempts;

/// <summary>Says to the run what an outcome means.</summary>
internal static class AttemptReports
{
    /// <summary>So much of a failed attempt's text is journaled, from its end: 8,192 characters.</summary>
    private const int PartialLimit = 8192;

    public static RunCommand Of(HostedAttempt attempt, AttemptOutcome outcome)
    {
        var (step, number) = (attempt.Spec.Step, attempt.Spec.Key.Attempt);
        return outcome switch
        {
            AttemptOutcome.Succeeded succeeded =>
                new ReportSuccess(step, number, succeeded.Output, succeeded.Usage, succeeded.FinishReason) { Calls = succeeded.Calls },
            AttemptOutcome.Failed failed => new ReportFailure(step, number, new AttemptFailure(failed.Error)
            {
                Class = failed.Class,
                IsPermanent = failed.IsPermanent,
                RetryAfter = failed.RetryAfter,
                Partial = Partial(attempt),
            }),
            AttemptOutcome.Stopped => new ReportStopped(step, number),
            _ => throw new InvalidOperationException($"Nothing is known about outcomes of type {outcome.GetType().Name}."),
        };
    }

    private static string? Partial(HostedAttempt attempt) => attempt.Output.TextTail(PartialLimit) is { Length: > 0 } text ? text : null;
}
