using System.Collections.Immutable;
using Runs.Runtime.Shards;

namespace Runs.Actors.Clusters;

/// <summary>A cluster at one moment, as its tables have it.</summary>
/// <param name="Nodes">The latest life of each node, by name. Those that have left are among them.</param>
/// <param name="Shards">All shards, by number.</param>
public sealed record ClusterSnapshot(ImmutableArray<ClusterNode> Nodes, ImmutableArray<ShardRecord> Shards)
{
    /// <summary>The format in which the journal is written; <see langword="null"/> for a journal that knows one alone.</summary>
    public int? Format { get; init; }

    /// <summary>The newest format that the program knows that has looked; <see langword="null"/> for a journal that knows one alone.</summary>
    public int? NewestFormat { get; init; }

    /// <summary>How many shards no living node owns. Their runs stand still until one takes them.</summary>
    public int Unserved { get; init; }

    /// <summary>How many runs in those shards have something to do; counted up to <see cref="ClusterReader.MostStranded"/>.</summary>
    public int Stranded { get; init; }

    /// <summary>
    /// How far behind the slowest owner is: the longest time for which a node that owns shards hasn't renewed its lease. It grows up to the lease before
    /// anybody takes these shards. <see langword="null"/> where no owner has a lease.
    /// </summary>
    public TimeSpan? Lag { get; init; }
}
