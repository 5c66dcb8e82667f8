using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>A strategy as its author wrote it, to be read by <see cref="InlineStrategyLoader"/> where its files aren't.</summary>
/// <param name="Text">The strategy.</param>
/// <param name="Format">What it is written in.</param>
public sealed record StrategySource(string Text, StrategyFormat Format)
{
    /// <summary>The prompt files that it names, by their path relative to it.</summary>
    public IReadOnlyDictionary<string, string> PromptFiles { get; init; } = new Dictionary<string, string>();
}
