using System.Globalization;
using Newtonsoft.Json;

namespace Runs.Domain.Strategies;

/// <summary>
/// Writes strategies in one canonical form: equal definitions give equal text, whichever format and key order they came from.
/// </summary>
public static class StrategyWriter
{
    /// <summary>Writes the whole strategy, such that <see cref="StrategyReader.ReadStored"/> reads an equal definition back.</summary>
    public static void Write(StrategyDefinition definition, JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.Member("name", definition.Name);
        writer.Member("version", definition.Version);
        writer.Member("description", definition.Description);
        writer.Member("queue", definition.Queue);
        writer.Member("priority", definition.Priority);
        if (definition.Limits.Count > 0)
            writer.Member("limits", definition.Limits);
        WriteMcpServers(definition, writer);
        writer.WritePropertyName("agents");
        writer.WriteStartObject();
        foreach (var agent in definition.Agents)
            AgentWriter.Write(agent, writer);
        writer.WriteEndObject();
        writer.WritePropertyName("flow");
        FlowWriter.Write(definition.Flow, writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the whole strategy to a text.</summary>
    public static string ToJson(StrategyDefinition definition)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
            Write(definition, writer);
        return text.ToString();
    }

    /// <summary>
    /// Writes the flow alone, as clients get it: name, description, steps and type first, then the keys of its type, then the keys
    /// that only this engine has.
    /// </summary>
    public static void WriteFlowTree(FlowDefinition flow, JsonWriter writer) => FlowWriter.Write(flow, writer);

    private static void WriteMcpServers(StrategyDefinition definition, JsonWriter writer)
    {
        if (definition.McpServers is not { } servers)
            return;

        writer.WritePropertyName("mcpServers");
        writer.WriteStartObject();
        foreach (var server in servers)
            writer.Member(server.Id, server.Settings);
        writer.WriteEndObject();
    }
}
