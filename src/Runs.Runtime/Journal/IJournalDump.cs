using Runs.Runtime.Shards;

namespace Runs.Runtime.Journal;

/// <summary>
/// Everything that a journal has, as it was at one moment, for those who check it from outside: checkers after a simulation or a torture, and
/// doctors. It isn't for nodes: it reads whole tables, and while it is open a database keeps what it would otherwise tidy up. Streams that
/// were erased are absent. A failing read throws <see cref="JournalException"/>. One read at a time.
/// </summary>
public interface IJournalDump : IAsyncDisposable
{
    /// <summary>
    /// All appends of all streams, in an order in which they may have been committed. Where one node writes it is the order of its commits.
    /// Of several nodes it is the order that each of them could have told: those of a stream follow each other, one that takes a slot comes after
    /// the one that gave it back, and each comes after all that was committed when it was begun. Two that were under way at the same time and
    /// have nothing to do with each other come in either order.
    /// </summary>
    IAsyncEnumerable<DumpedAppend> Appends(CancellationToken cancellation);

    /// <summary>All slots that were ever taken, by limit and slot.</summary>
    IAsyncEnumerable<DumpedPermit> Permits(CancellationToken cancellation);

    /// <summary>All listing rows, hidden ones too, by kind and id.</summary>
    IAsyncEnumerable<ListedStream> Rows(CancellationToken cancellation);

    /// <summary>All shards.</summary>
    ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation);
}
