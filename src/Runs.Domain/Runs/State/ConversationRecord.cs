using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.State;

/// <summary>One call of an agent, as later calls of it remember it.</summary>
/// <param name="Id">Unique in the run: the step's place.</param>
/// <param name="AgentName">The agent.</param>
/// <param name="CreatedAt">When it replied.</param>
/// <param name="Message">What it was told.</param>
/// <param name="Text">What it replied.</param>
/// <param name="Usage">What that used.</param>
/// <param name="FinishReason">Why it ended, in the model's words.</param>
public sealed record ConversationRecord(
    string Id, string AgentName, DateTimeOffset CreatedAt, Content Message, Content Text, Usage Usage, string FinishReason)
{
    /// <summary>The conversation that it belongs to: the agent's name, or the place of a graph's step.</summary>
    public string Thread { get; init; } = AgentName;

    /// <summary>The replies before <see cref="Text"/>, which called tools or had messages waiting.</summary>
    public ImmutableList<ToolRound> Rounds { get; init; } = [];

    /// <summary>The id of the record that stands for it in later calls; <see langword="null"/> for one that they are still given.</summary>
    public string? SupersededBy { get; init; }
}
