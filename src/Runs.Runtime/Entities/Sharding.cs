namespace Runs.Runtime.Entities;

/// <summary>Places entities on shards. The placement is part of the stored format: it must never change.</summary>
public static class Sharding
{
    /// <summary>The number of shards of a new journal. A journal keeps the count that it was created with.</summary>
    public const int DefaultShardCount = 256;

    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>FNV-1a (64 bits) of <c>kind:id</c> in UTF-16 code units, folded by xor to 32 bits, modulo the count.</summary>
    public static int ShardOf(EntityId id, int shardCount)
    {
        var hash = Offset;
        foreach (var c in id.Kind)
            hash = Mix(hash, c);
        hash = Mix(hash, ':');
        foreach (var c in id.Id)
            hash = Mix(hash, c);
        var folded = (uint)(hash >> 32) ^ (uint)hash;
        return (int)(folded % (uint)shardCount);
    }

    private static ulong Mix(ulong hash, char c)
    {
        hash = (hash ^ (byte)c) * Prime;
        return (hash ^ (byte)(c >> 8)) * Prime;
    }
}
