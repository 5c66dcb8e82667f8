using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Checkers.Evidence;

/// <summary>Everything that a journal holds, or held, as checkers read it.</summary>
internal sealed record JournalRecord
{
    /// <summary>What was committed, in the order of the commits.</summary>
    public required IReadOnlyList<RecordedAppend> Appends { get; init; }

    /// <summary>The slots of all limits as they are.</summary>
    public IReadOnlyList<RecordedPermit> Permits { get; init; } = [];

    /// <summary>The listing rows as they are.</summary>
    public IReadOnlyList<ListedStream> Rows { get; init; } = [];

    /// <summary>The shards as they are.</summary>
    public IReadOnlyList<ShardRecord> Shards { get; init; } = [];
}
