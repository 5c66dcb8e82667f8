namespace Runs.Runtime.Shards;

/// <summary>
/// Which nodes there are, and who owns which shard, in which epoch. The table lives in the journal's database, so that the fence of an
/// append and the takeover of a shard meet in one place. Its clock is the database's: leases decide how soon others may try, never safety.
/// </summary>
public interface IShardTable
{
    /// <summary>How many shards the journal has; fixed when it was created.</summary>
    int ShardCount { get; }

    /// <summary>
    /// Registers a start of a node, in the phase Joining and with a fresh lease. The incarnation is greater than every one given out before;
    /// an older one of the same name is gone from here on.
    /// </summary>
    ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation);

    /// <summary>
    /// Writes the node's phase and renews its lease. <see langword="false"/> when this life is over for the others: it has left, or a newer
    /// one of the same name has joined. It must end itself then. A lease that has run out is renewed all the same.
    /// </summary>
    ValueTask<bool> Renew(NodeIncarnation node, NodePhase phase, CancellationToken cancellation);

    /// <summary>Says that this life is over: what it owns is free for all. It must have stopped writing.</summary>
    ValueTask Leave(NodeIncarnation node, CancellationToken cancellation);

    /// <summary>The latest life of every node that has ever joined, by incarnation. One that is gone for long may be missing.</summary>
    ValueTask<IReadOnlyList<NodeRecord>> Nodes(CancellationToken cancellation);

    /// <summary>All shards.</summary>
    ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation);

    /// <summary>
    /// For each shard given, in the epoch in which it was seen: raises the epoch by one and writes the new owner, if the epoch
    /// still is the one seen and the owner may be replaced. Returns those that were taken, with their new epochs. An owner may
    /// be replaced when there is none, when it is <paramref name="owner"/> itself or an older incarnation of the same node, when it is
    /// gone, or when its lease has run out. A life that is over takes nothing. Appends under an older epoch are fenced from here on.
    /// </summary>
    ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation);

    /// <summary>Gives shards back: they have no owner afterwards. Those that the incarnation doesn't own in that epoch are left alone.</summary>
    ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation);
}
