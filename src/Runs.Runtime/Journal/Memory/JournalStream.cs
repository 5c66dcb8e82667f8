using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal.Memory;

/// <summary>One stream of a <see cref="MemoryJournalStore"/>.</summary>
internal sealed class JournalStream(long key, EntityId entity, int shard)
{
    public long Key { get; } = key;

    public EntityId Entity { get; } = entity;

    public int Shard { get; } = shard;

    public List<StoredAppend> Appends { get; } = [];

    /// <summary>Where each append stands in the order of all.</summary>
    public List<long> Positions { get; } = [];

    public ListingRow? Row { get; set; }

    public long LastSeq => Appends.Count == 0 ? 0 : Appends[^1].LastSeq;
}
