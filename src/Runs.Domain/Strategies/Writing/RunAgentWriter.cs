using Newtonsoft.Json;

namespace Runs.Domain.Strategies;

/// <summary>Writes the keys of an agent of type <c>run</c>.</summary>
internal static class RunAgentWriter
{
    public static void Write(RunAgentDefinition agent, JsonWriter writer)
    {
        writer.WritePropertyName("config");
        writer.WriteStartObject();
        if (agent.Strategy is { } strategy)
        {
            writer.WritePropertyName("strategy");
            StrategyWriter.Write(strategy, writer);
            writer.Member("file", agent.File);
        }
        else
        {
            writer.Member("strategy", agent.File);
        }

        writer.WriteEndObject();
    }
}
