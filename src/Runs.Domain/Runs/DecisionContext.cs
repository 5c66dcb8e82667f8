namespace Runs.Domain.Runs;

/// <summary>What a decision may know beside the state and the command.</summary>
/// <param name="Now">The time of the turn.</param>
/// <param name="Node">The incarnation of the deciding node, which runs what is dispatched.</param>
/// <param name="CommandId">The command's id; <see langword="null"/> for internal ones.</param>
public readonly record struct DecisionContext(DateTimeOffset Now, long Node, string? CommandId = null)
{
    /// <summary>Whether the node is shutting down: nothing new is dispatched, so that nothing is lost with it.</summary>
    public bool IsDraining { get; init; }
}
