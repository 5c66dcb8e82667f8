namespace Runs.Domain.Strategies;

/// <summary>Reads agents of type <c>llm</c>.</summary>
internal static class LlmAgentReader
{
    public static LlmAgentDefinition Read(string name, ObjectScope scope) => new()
    {
        Name = name,
        Position = scope.Position,
        Description = scope.Text("description"),
        Model = scope.Text("model"),
        SystemPrompt = scope.Text("systemPrompt"),
        SystemPromptTemplate = ReadTemplate(scope.Object("systemPromptTemplate")),
        Tools = scope.Texts("tools"),
        McpServers = scope.NonEmptyTexts("mcpServers"),
        Skills = scope.NonEmptyTexts("skills"),
        ProviderOptions = ReadProviderOptions(scope.Object("providerOptions")),
        ModelOptions = ReadModelOptions(scope.Object("modelOptions")),
        OutputSchema = scope.RawObject("outputSchema"),
        Context = ContextReader.Read(scope.Object("context")),
        MaxSteps = scope.Integer("maxSteps", least: 1),
    };

    private static PromptTemplateDefinition? ReadTemplate(ObjectScope? scope)
    {
        if (scope is null)
            return null;

        scope.TakeRequired("template");
        var text = scope.Text("template") ?? "";
        var variables = scope.Object("variables");
        foreach (var member in variables?.Source.Members ?? [])
        {
            if (!PromptVariables.IsValue(member.Value))
                variables!.Refuse(member.Name, "Invalid input");
        }

        scope.Close();
        return new PromptTemplateDefinition(text, variables?.Source);
    }

    private static SourceObject? ReadProviderOptions(ObjectScope? scope)
    {
        foreach (var provider in scope?.Source.Members ?? [])
            scope!.Object(provider.Name);
        return scope?.Source;
    }

    private static ModelOptions? ReadModelOptions(ObjectScope? scope)
    {
        if (scope is null)
            return null;

        var options = new ModelOptions
        {
            Temperature = scope.Number("temperature"),
            TopP = scope.Number("topP"),
            TopK = scope.Integer("topK"),
            MaxOutputTokens = scope.Integer("maxOutputTokens"),
            MaxRetries = scope.Integer("maxRetries"),
            FrequencyPenalty = scope.Number("frequencyPenalty"),
            PresencePenalty = scope.Number("presencePenalty"),
            Seed = scope.Integer("seed"),
        };
        scope.Close();
        return options;
    }
}
