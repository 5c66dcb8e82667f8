namespace Runs.Runtime.Shards;

/// <summary>A row of the table of nodes: the latest life of each.</summary>
/// <param name="Incarnation">The life.</param>
/// <param name="Address">Where other nodes reach it; empty for a node that is alone.</param>
/// <param name="Phase">Where it stands, in its own words.</param>
/// <param name="LeaseLeft">How long its lease still lasts by the table's clock; zero or less when it has run out, and <see langword="null"/> for one that never does.</param>
public sealed record NodeRecord(NodeIncarnation Incarnation, string Address, NodePhase Phase, TimeSpan? LeaseLeft)
{
    /// <summary>Where clients reach it, in its own words; empty when it serves none.</summary>
    public string ClientUrl { get; init; } = "";

    /// <summary>The version of its program, in its own words.</summary>
    public string Version { get; init; } = "";

    /// <summary>The newest format of the journal that it knows; 0 where the journal has one node.</summary>
    public int NewestFormat { get; init; }

    /// <summary>How long ago it last renewed its lease, by the table's clock; <see langword="null"/> where there are no leases.</summary>
    public TimeSpan? SinceRenewal { get; init; }

    /// <summary>Whether it lives, as far as the table knows.</summary>
    public bool IsLive => Phase != NodePhase.Gone && (LeaseLeft is not { } left || left > TimeSpan.Zero);
}
