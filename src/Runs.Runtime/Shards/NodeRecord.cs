namespace Runs.Runtime.Shards;

/// <summary>A row of the table of nodes: the latest life of each.</summary>
/// <param name="Incarnation">The life.</param>
/// <param name="Address">Where other nodes reach it; empty for a node that is alone.</param>
/// <param name="Phase">Where it stands, in its own words.</param>
/// <param name="LeaseLeft">How long its lease still lasts by the table's clock; zero or less when it has run out, and <see langword="null"/> for one that never does.</param>
public sealed record NodeRecord(NodeIncarnation Incarnation, string Address, NodePhase Phase, TimeSpan? LeaseLeft)
{
    /// <summary>Whether it lives, as far as the table knows.</summary>
    public bool IsLive => Phase != NodePhase.Gone && (LeaseLeft is not { } left || left > TimeSpan.Zero);
}
