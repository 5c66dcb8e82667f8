using Runs.Runtime.Entities;

namespace Runs.Journal.Sqlite;

/// <summary>How a journal is opened.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>How many shards a new journal gets; an existing one keeps its count. Default: 256.</summary>
    public int ShardCount { get; init; } = Sharding.DefaultShardCount;

    /// <summary>How many reads may be under way at once; more wait. Default: 4.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>Tells when the journal was created and when nodes joined. Default: the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
