using Newtonsoft.Json;

namespace Runs.Domain.Strategies;

/// <summary>Writes the keys of an agent of type <c>llm</c>.</summary>
internal static class LlmAgentWriter
{
    public static void Write(LlmAgentDefinition agent, JsonWriter writer)
    {
        writer.Member("model", agent.Model);
        writer.Member("systemPrompt", agent.SystemPrompt);
        WriteTemplate(agent.SystemPromptTemplate, writer);
        writer.Member("tools", agent.Tools);
        writer.Member("mcpServers", agent.McpServers);
        writer.Member("skills", agent.Skills);
        writer.Member("providerOptions", agent.ProviderOptions);
        WriteOptions(agent.ModelOptions, writer);
        writer.Member("outputSchema", agent.OutputSchema);
        WriteContext(agent.Context, writer);
        writer.Member("maxSteps", agent.MaxSteps);
    }

    private static void WriteTemplate(PromptTemplateDefinition? template, JsonWriter writer)
    {
        if (template is null)
            return;

        writer.WritePropertyName("systemPromptTemplate");
        writer.WriteStartObject();
        writer.Member("template", template.Template);
        writer.Member("variables", template.Variables);
        writer.WriteEndObject();
    }

    private static void WriteOptions(ModelOptions? options, JsonWriter writer)
    {
        if (options is null)
            return;

        writer.WritePropertyName("modelOptions");
        writer.WriteStartObject();
        writer.Member("temperature", options.Temperature);
        writer.Member("topP", options.TopP);
        writer.Member("topK", options.TopK);
        writer.Member("maxOutputTokens", options.MaxOutputTokens);
        writer.Member("maxRetries", options.MaxRetries);
        writer.Member("frequencyPenalty", options.FrequencyPenalty);
        writer.Member("presencePenalty", options.PresencePenalty);
        writer.Member("seed", options.Seed);
        writer.WriteEndObject();
    }

    private static void WriteContext(ContextOptions? context, JsonWriter writer)
    {
        if (context is null)
            return;

        writer.WritePropertyName("context");
        writer.WriteStartObject();
        writer.Member("rollingWindow", context.RollingWindow);
        if (context.Compaction is { } compaction)
            WriteCompaction(compaction, writer);
        writer.WriteEndObject();
    }

    private static void WriteCompaction(CompactionOptions compaction, JsonWriter writer)
    {
        writer.WritePropertyName("compaction");
        if (!compaction.Enabled)
        {
            writer.WriteValue(false);
            return;
        }

        writer.WriteStartObject();
        writer.Member("keepRecent", compaction.KeepRecent);
        writer.Member("threshold", compaction.Threshold);
        writer.WriteEndObject();
    }
}
