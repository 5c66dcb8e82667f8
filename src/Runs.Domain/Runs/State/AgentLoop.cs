using System.Collections.Immutable;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.State;

/// <summary>How far the step of a model is that needs more than one call. It begins with the first reply that isn't the last, or with the summary of old records.</summary>
/// <param name="Rounds">The replies that called tools or had messages waiting, in order.</param>
/// <param name="AttemptsBefore">How many attempts the step had made when its latest call came up.</param>
public sealed record AgentLoop(ImmutableList<ToolRound> Rounds, int AttemptsBefore)
{
    /// <summary>A loop that has just begun.</summary>
    public static AgentLoop Begin { get; } = new([], AttemptsBefore: 0);
}
