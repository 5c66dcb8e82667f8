using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Reading;

/// <summary>The reading half, on a pool of connections apart from the lane.</summary>
internal sealed class PostgresReader(PostgresDatabase database) : IJournalReader
{
    public ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation) => database.Read<StreamHead?>(
        async (connection, token) => await StreamReads.Find(entity).Rows(connection, StreamReads.ReadHead, token) is [var head] ? head : null, cancellation);

    public ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation) =>
        database.Read((connection, token) => StreamReads.Read(streamKey, afterSeq, maxBytes).Rows(connection, StreamReads.ReadAppend, token), cancellation);

    public ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation) => database.Read(
        async (connection, token) => await ListingReads.Find(entity).Rows(connection, ListedRow.Read, token) is [var listed] ? listed : null, cancellation);

    public ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation) =>
        database.Read((connection, token) => ListingReads.List(query).Rows(connection, ListedRow.Read, token), cancellation);

    public ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        database.Read((connection, token) => DueReads.Due(until, limit, after).Rows(connection, DueReads.Read, token), cancellation);

    public ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation) =>
        database.Read((connection, token) => QueueReads.Queued(connection, queue, after, limit, token), cancellation);

    public ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) =>
        database.Read((connection, token) => PermitReads.Of(limitKey).Rows(connection, PermitReads.Read, token), cancellation);
}
