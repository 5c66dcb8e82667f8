namespace Runs.Runtime.Shards;

/// <summary>
/// Who owns which shard, in which epoch. The table lives in the journal's database, so that the fence of an append and the
/// takeover of a shard meet in one place.
/// </summary>
public interface IShardTable
{
    /// <summary>How many shards the journal has; fixed when it was created.</summary>
    int ShardCount { get; }

    /// <summary>Registers a start of a node. The incarnation is greater than every one given out before.</summary>
    ValueTask<NodeIncarnation> Join(string node, CancellationToken cancellation);

    /// <summary>All shards.</summary>
    ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation);

    /// <summary>
    /// For each shard given, in the epoch in which it was seen: raises the epoch by one and writes the new owner, if the epoch
    /// still is the one seen and the owner may be replaced. Returns those that were taken, with their new epochs. An owner may
    /// be replaced when there is none, when it is <paramref name="owner"/> itself or an older incarnation of the same node, or
    /// when its lease has run out. Appends under an older epoch are fenced from here on.
    /// </summary>
    ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation);

    /// <summary>Gives shards back: they have no owner afterwards. Those that the incarnation doesn't own in that epoch are left alone.</summary>
    ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation);
}
