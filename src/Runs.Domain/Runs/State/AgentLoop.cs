using System.Collections.Immutable;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.State;

/// <summary>How far the step of a model is that needs more than one call: its replies that called tools, and whether old records were summarised.</summary>
/// <param name="Rounds">The replies that called tools, in order.</param>
/// <param name="IsCompactionOver">Whether the summary that was due before the first call is there, or was given up.</param>
/// <param name="AttemptsBefore">How many attempts the step had made when its latest call came up.</param>
public sealed record AgentLoop(ImmutableList<ToolRound> Rounds, bool IsCompactionOver, int AttemptsBefore)
{
    /// <summary>A loop that has just begun.</summary>
    public static AgentLoop Begin { get; } = new([], IsCompactionOver: false, AttemptsBefore: 0);
}
