using System.Text;

namespace Runs.Runtime.Shards;

/// <summary>
/// Where a shard belongs: rendezvous hashing over the names of the nodes that are up. Every node computes the same from the same table;
/// a node that comes or goes moves only the shards that are its own. While nodes see different tables they may disagree, which costs
/// moves and never safety.
/// </summary>
internal static class Placement
{
    /// <summary>The node that should own the shard; <see langword="null"/> when none is up.</summary>
    public static NodeRecord? Of(int shard, IReadOnlyList<NodeRecord> up)
    {
        NodeRecord? best = null;
        var highest = 0UL;
        foreach (var node in up)
        {
            var weight = Weight(node.Incarnation.Node, shard);
            if (best is not null && (weight < highest || (weight == highest && string.CompareOrdinal(node.Incarnation.Node, best.Incarnation.Node) > 0)))
                continue;
            (best, highest) = (node, weight);
        }

        return best;
    }

    /// <summary>FNV-1a over the name, then mixed with the shard so that near names and near shards are spread (the finalizer of SplitMix64).</summary>
    private static ulong Weight(string node, int shard)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(node))
            hash = (hash ^ b) * 1099511628211UL;
        hash += ((ulong)shard + 1) * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}
