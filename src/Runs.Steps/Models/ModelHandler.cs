using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Plans;

namespace Runs.Steps.Models;

/// <summary>Calls the model that the agent names. One that isn't configured, or lacks its key, fails for good.</summary>
public sealed class ModelHandler(IModelCatalog models) : IStepHandler
{
    /// <inheritdoc/>
    public PlanAgentKind Kind => PlanAgentKind.Llm;

    /// <inheritdoc/>
    public ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        if (request.Agent.Model is not { } name)
            return Refuse(ModelCatalog.Unknown($"Agent \"{request.Agent.Name}\" has no model.", models));
        return models.TryFind(name, out var model, out var error) ? model.Reply(request, output, stop) : Refuse(error);
    }

    private static ValueTask<AttemptOutcome> Refuse(RunError error) =>
        ValueTask.FromResult<AttemptOutcome>(new AttemptOutcome.Failed(error) { IsPermanent = true });
}
