using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Plans;

namespace Runs.Steps.Models;

/// <summary>Calls the model that the agent names. One that isn't configured fails for good, with code <c>model.unknown</c>.</summary>
public sealed class ModelHandler(IModelCatalog models) : IStepHandler
{
    /// <inheritdoc/>
    public PlanAgentKind Kind => PlanAgentKind.Llm;

    /// <inheritdoc/>
    public ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        if (request.Agent.Model is not { } name)
            return Unknown($"Agent \"{request.Agent.Name}\" has no model.");
        return models.Find(name) is { } model ? model.Reply(request, output, stop) : Unknown($"Model \"{name}\" is not configured.");
    }

    private ValueTask<AttemptOutcome> Unknown(string problem)
    {
        var message = $"{problem} Configured models: [{string.Join(", ", models.Names)}]. Name one of them, or add it to the configuration.";
        return ValueTask.FromResult<AttemptOutcome>(new AttemptOutcome.Failed(new RunError("model.unknown", message)) { IsPermanent = true });
    }
}
