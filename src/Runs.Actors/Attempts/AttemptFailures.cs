using Runs.Domain;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Actors.Attempts;

/// <summary>The failures that the host itself finds.</summary>
internal static class AttemptFailures
{
    public static AttemptOutcome.Failed NoHandler(PlanAgentKind kind) =>
        new(new RunError("step.no-handler", $"This node has no handler for agents of kind {kind}.")) { IsPermanent = true };

    public static AttemptOutcome.Failed Silent(AttemptSpec spec) =>
        new(new RunError("attempt.heartbeat", $"Nothing was heard of the attempt for {Domain.Durations.Format(spec.Heartbeat!.Value)}."))
        {
            Class = RetryPolicy.Timeout,
        };

    public static AttemptOutcome.Failed Unasked() =>
        new(new RunError("step.stopped", "The step's handler stopped though nobody had asked it to."));

    public static AttemptOutcome.Failed Threw(Exception error) =>
        new(new RunError("step.exception", $"The step's handler failed: {error.Message}"));
}
