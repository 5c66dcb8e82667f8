using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>
/// Puts the files that a strategy names in their place: prompts, and the strategies of its sub-runs with theirs. Afterwards nothing of
/// it is looked up anywhere.
/// </summary>
internal static class FileEmbedding
{
    /// <summary>Strategies nest so deep in files.</summary>
    public const int MaxNesting = 32;

    /// <summary>The strategy with all its files, or the first thing that went wrong.</summary>
    /// <param name="definition">The strategy.</param>
    /// <param name="source">Where its files come from.</param>
    /// <param name="file">What the source calls the strategy's own file; null for one that has none.</param>
    public static StrategyResult<StrategyDefinition> Embed(StrategyDefinition definition, IPromptSource source, string? file) =>
        Embed(definition, source, file is null ? [] : [(file, Path.GetFileName(file))]);

    private static StrategyResult<StrategyDefinition> Embed(StrategyDefinition definition, IPromptSource source, IReadOnlyList<(string File, string Name)> around)
    {
        var prompted = PromptEmbedding.Embed(definition, source);
        if (!prompted.IsOk)
            return prompted;
        var agents = new List<AgentDefinition>(definition.Agents.Count);
        foreach (var agent in prompted.Value.Agents)
        {
            if (agent is not RunAgentDefinition run)
            {
                agents.Add(agent);
                continue;
            }

            var embedded = run.Strategy is { } inPlace ? Embed(inPlace, source, around) : Load(run, source, around);
            if (!embedded.IsOk)
                return embedded;
            agents.Add(run with { Strategy = embedded.Value });
        }

        return StrategyResult<StrategyDefinition>.Ok(prompted.Value with { Agents = [.. agents] });
    }

    private static StrategyResult<StrategyDefinition> Load(RunAgentDefinition agent, IPromptSource source, IReadOnlyList<(string File, string Name)> around)
    {
        var name = agent.File ?? "";
        if (StrategyFileLoader.FormatOf(name) is not { } format)
            return Refused(StrategyFileLoader.UnknownExtension(name));
        var file = source.Identify(name);
        var path = around.Append((File: file, Name: name)).ToList();
        if (around.Any(outer => outer.File == file))
        {
            var from = path.FindIndex(step => step.File == file);
            return Refused(new RunError(StrategyCodes.SubRunCycle, $"A strategy can't be a sub-run of itself: {string.Join(" -> ", path.Skip(from).Select(step => step.Name))}"));
        }

        if (path.Count > MaxNesting)
            return Refused(new RunError(StrategyCodes.TooDeep, $"Sub-runs nest deeper than {MaxNesting} files: {name}"));
        var text = source.Read(name, EmbeddedFile.SubRun);
        if (!text.IsOk)
            return Refused(text.Error);
        var read = StrategyReader.Read(text.Text, format);
        var embedded = read.IsOk ? Embed(read.Value, source.Beside(name), path) : read;
        return embedded.IsOk ? embedded : Named(name, embedded);
    }

    /// <summary>Each issue says in which file it is.</summary>
    private static StrategyResult<StrategyDefinition> Named(string file, StrategyResult<StrategyDefinition> refused) =>
        StrategyResult<StrategyDefinition>.Refused(
            new RunError(refused.Error!.Code, $"{file}: {refused.Error.Message}"),
            [.. refused.Issues.Select(issue => issue with { Message = $"{file}: {issue.Message}" })]);

    private static StrategyResult<StrategyDefinition> Refused(RunError error) => StrategyResult<StrategyDefinition>.Refused(error);
}
