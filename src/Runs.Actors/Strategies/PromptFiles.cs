using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>
/// Replaces system prompts that name a file by the file's text. A file must lie under the strategy's directory once all links are
/// followed, so that a strategy from a stranger cannot carry other files of the machine to a model.
/// </summary>
internal sealed class PromptFiles(string directory, int budget)
{
    private readonly string? root = RealPath.Of(directory);
    private int left = budget;

    /// <summary>The first thing that went wrong; null when every file was read.</summary>
    public RunError? Error { get; private set; }

    public StrategyDefinition Embed(StrategyDefinition definition) =>
        definition with { Agents = [.. definition.Agents.Items.Select(Embed)] };

    private AgentDefinition Embed(AgentDefinition agent)
    {
        if (agent is not LlmAgentDefinition llm)
            return agent;

        return llm with
        {
            SystemPrompt = llm.SystemPrompt is { } prompt ? Embed(prompt) : null,
            SystemPromptTemplate = llm.SystemPromptTemplate is { } template
                ? template with { Template = Embed(template.Template) }
                : null,
        };
    }

    private string Embed(string prompt)
    {
        if (Error is not null || !NamesFile(prompt))
            return prompt;

        // No path has a NUL, and asking for one would throw.
        var path = prompt.Contains('\0') ? prompt : Path.GetFullPath(Path.Combine(directory, prompt));
        var missing = new RunError(StrategyCodes.PromptNotFound, $"System prompt file not found: {path}");
        if (prompt.Contains('\0') || RealPath.Of(path) is not { } real)
            return Refuse(missing, prompt);
        if (root is null || !real.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Refuse(new RunError(StrategyCodes.PromptOutside, $"System prompt file lies outside the strategy's directory: {path}"), prompt);

        var file = TextFile.Read(real, Math.Min(left, SourceLimits.MaxBytes), missing);
        left -= file.Bytes;
        return file.IsOk ? file.Text : Refuse(file.Error, prompt);
    }

    private string Refuse(RunError error, string prompt)
    {
        Error = error;
        return prompt;
    }

    private static bool NamesFile(string prompt) =>
        prompt.EndsWith(".txt", StringComparison.Ordinal) || prompt.EndsWith(".md", StringComparison.Ordinal);
}
