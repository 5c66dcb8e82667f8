using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Runs;

namespace Runs.Steps;

/// <summary>The end of an attempt whose output grows beyond what its step allows.</summary>
internal static class StepOutputLimit
{
    /// <summary>The failure; it would be the same again, so the step isn't tried again.</summary>
    public static AttemptOutcome.Failed Exceeded(long limit) =>
        new(new RunError(RunErrors.OutputLimit, $"The attempt was ended because its output grew beyond {Sizes.Format(limit)}, the step's outputLimit."))
        {
            IsPermanent = true,
        };
}
