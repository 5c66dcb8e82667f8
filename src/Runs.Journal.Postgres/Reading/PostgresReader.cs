using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Reading;

/// <summary>The reading half, on a pool of connections apart from the lane.</summary>
internal sealed class PostgresReader(PostgresDatabase database) : IJournalReader
{
    public ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation) => throw new NotImplementedException($"{database.Format}");

    public ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) => throw new NotImplementedException();
}
