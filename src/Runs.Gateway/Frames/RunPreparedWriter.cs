using Runs.Actors;
using Runs.Domain.Strategies;

namespace Runs.Gateway.Frames;

/// <summary>Writes the reply to a preparation.</summary>
internal static class RunPreparedWriter
{
    public static byte[] Write(DateTimeOffset at, string? requestId, PreparedRun prepared, ConversationTexts conversation) =>
        Frame.Write("run_prepared", at, requestId, json =>
        {
            var segment = prepared.Segment;
            json.Member("runId", prepared.Run.Value);
            json.Member("strategyName", segment.Plan.Name);
            json.Member("agents", segment.Plan.Agents.Select(agent => agent.Name));
            json.WritePropertyName("flowTree");
            StrategyWriter.WriteFlowTree(segment.Strategy.Flow, json);
            ConversationWriter.Write(conversation, json);
            json.EmptyArray("mcpServers");
            json.Member("seq", prepared.Reply.Seq);
            if (prepared.UsedFrozenPlan)
                json.Member("usedFrozenPlan", true);
        });
}
