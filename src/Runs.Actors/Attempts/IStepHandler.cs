using Runs.Domain.Plans;

namespace Runs.Actors.Attempts;

/// <summary>Does the work of one kind of agent.</summary>
public interface IStepHandler
{
    /// <summary>The kind.</summary>
    PlanAgentKind Kind { get; }

    /// <summary>
    /// Makes one attempt. Called at most once for each key. Returns an outcome rather than throwing; what it throws counts as a
    /// failed attempt with code <c>step.exception</c>. Must return soon after a requested stop, and at once after a forced one.
    /// </summary>
    ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop);

    /// <summary>
    /// Ends whatever an attempt of a dead node has left behind, before the attempt is judged lost. Afterwards nothing of it acts
    /// any more. Default: there is nothing to end.
    /// </summary>
    ValueTask Reap(AttemptKey key) => ValueTask.CompletedTask;
}
