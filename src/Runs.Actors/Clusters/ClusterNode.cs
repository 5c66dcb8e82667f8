using Runs.Runtime.Shards;

namespace Runs.Actors.Clusters;

/// <summary>A node as the tables have it.</summary>
/// <param name="Record">What it says of itself, and how its lease stands.</param>
/// <param name="Shards">How many shards it owns, whether or not it still lives.</param>
public sealed record ClusterNode(NodeRecord Record, int Shards)
{
    /// <summary>Its name.</summary>
    public string Name => Record.Incarnation.Node;
}
