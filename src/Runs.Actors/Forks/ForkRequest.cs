using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Strategies;

namespace Runs.Actors.Forks;

/// <summary>Which run a new one goes on beside, and from where.</summary>
/// <param name="Source">The run. It may be under way: what it has done so far counts.</param>
/// <param name="From">The step from which on everything is executed anew; <see langword="null"/> for all that has not succeeded.</param>
public sealed record ForkRequest(RunId Source, string? From)
{
    /// <summary>
    /// Changes of the strategy, in order: a dotted path and a value, such as <c>agents.writer.model</c> and <c>openai/gpt-4o</c>. See
    /// <see cref="StrategyChange"/>. Default: none.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changes { get; init; } = [];

    /// <summary>Whether an agent that the changes touch may be executed; returns why not. Default: any may.</summary>
    public Func<AgentDefinition, RunError?>? Judge { get; init; }
}
