using Runs.Runtime.Shards;

namespace Runs.Runtime.Journal;

/// <summary>
/// A journal that nodes write to. An adapter's duties are few: a batch is all or nothing, it is durable before the answer says
/// so, the fence and the position of every append are checked inside the transaction, and only errors that it has listed as
/// harmless are called anything but unknown.
/// </summary>
public interface IJournalStore : IJournalReader, IShardTable, IAsyncDisposable
{
    /// <summary>
    /// Commits the appends in one transaction. One call at a time; the lane sees to that. Never throws, and reads the appends
    /// only until it answers.
    /// </summary>
    ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch);
}
