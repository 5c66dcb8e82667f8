using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal;

/// <summary>
/// The reading half of a journal. Everything that it returns was committed. Reads never wait for the lane, and a failing read
/// throws <see cref="JournalException"/>: nothing is ever reported as absent because it could not be read.
/// </summary>
public interface IJournalReader
{
    /// <summary>Finds a stream; <see langword="null"/> when there is none.</summary>
    ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation);

    /// <summary>
    /// The appends of a stream whose last event is after <paramref name="afterSeq"/>, in order, up to about
    /// <paramref name="maxBytes"/> of data and at least one where there is one. Empty means that the end is reached.
    /// </summary>
    ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation);

    /// <summary>The listing row of a stream; <see langword="null"/> when there is none.</summary>
    ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation);

    /// <summary>One page of a list.</summary>
    ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation);

    /// <summary>Streams that must be awake at <paramref name="until"/>, earliest first (equal times by kind, then id), at most <paramref name="limit"/>, after <paramref name="after"/> in that order.</summary>
    ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation);

    /// <summary>
    /// Streams that wait in a queue, highest priority first, of equal priority those that wait longest (equal times by kind, then id), at most
    /// <paramref name="limit"/>, after <paramref name="after"/> in that order.
    /// </summary>
    ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation);

    /// <summary>
    /// The slots of a limit that were ever taken, by slot. A free one is among them without a holder, because whoever proposes
    /// it next must exceed its generation.
    /// </summary>
    ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation);
}
