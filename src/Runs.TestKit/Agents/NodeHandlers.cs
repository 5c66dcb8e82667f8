using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Steps.Models;
using Runs.TestKit.Nodes;

namespace Runs.TestKit.Agents;

/// <summary>The handlers of a test node: the test's own, and scripts for the kinds that have none.</summary>
internal static class NodeHandlers
{
    public static IReadOnlyList<IStepHandler> Make(TestNodeOptions options, IArtifactStore artifacts, TimeProvider time)
    {
        var handlers = options.Handlers.Select(make => make(time)).ToList();
        var models = new ModelHandler(new ModelCatalog(options.Models.Select(script => Model(script, artifacts, time))));
        Fill(PlanAgentKind.Llm, models);
        Fill(PlanAgentKind.Process, others: null);
        Fill(PlanAgentKind.Http, others: null);
        return handlers;

        void Fill(PlanAgentKind kind, IStepHandler? others)
        {
            if (handlers.TrueForAll(handler => handler.Kind != kind))
                handlers.Add(new ScriptedAgentHandler(kind, options.Agents, artifacts, others));
        }
    }

    private static ScriptedChatModel Model(ScriptedModel script, IArtifactStore artifacts, TimeProvider time) =>
        ScriptedChatModel.TryCreate(script, artifacts, time, out var model, out var error)
            ? model
            : throw new ArgumentException(error.Message, nameof(script));
}
