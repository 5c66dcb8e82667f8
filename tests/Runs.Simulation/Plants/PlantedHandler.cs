using Runs.Actors.Attempts;
using Runs.Domain.Plans;

namespace Runs.Simulation.Plants;

/// <summary>Invokes a handler twice for an attempt, or takes what an earlier attempt of the unit returned for this one's result.</summary>
internal sealed class PlantedHandler(IStepHandler handler, bool repeats, Dictionary<string, AttemptOutcome> results) : IStepHandler
{
    /// <inheritdoc/>
    public PlanAgentKind Kind => handler.Kind;

    /// <inheritdoc/>
    public async ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        if (!repeats && results.TryGetValue(request.Key.IdempotencyKey, out var late))
            return late;
        var outcome = await handler.Execute(request, output, stop);
        if (repeats && request.Key.Attempt > 1)
            return await handler.Execute(request, output, stop);
        if (outcome is AttemptOutcome.Succeeded)
            results[request.Key.IdempotencyKey] = outcome;
        return outcome;
    }
}
