namespace Runs.Runtime.Shards;

/// <summary>Shorter ways to say the commonest.</summary>
public static class ShardTableExtensions
{
    /// <summary>Registers a start of a node that is alone, whose lease never runs out.</summary>
    public static ValueTask<NodeIncarnation> Join(this IShardTable table, string node, CancellationToken cancellation) =>
        table.Join(new NodeRegistration(node), cancellation);
}
