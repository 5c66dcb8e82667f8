using Runs.Journal.Postgres.Blobs;
using Runs.Journal.Postgres.Reading;
using Runs.Journal.Postgres.Schema;
using Runs.Journal.Postgres.Shards;
using Runs.Journal.Postgres.Writing;
using Runs.Runtime.Blobs;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Postgres;

/// <summary>
/// The journal of several nodes in one PostgreSQL database. The lane has a connection of its own, and so have the leases: reads never wait for
/// appends, and a busy lane never costs a node its lease.
/// </summary>
public sealed class PostgresJournalStore : IJournalStore, IJournalFormats
{
    private readonly PostgresDatabase _database;
    private readonly LaneWriter _lane;
    private readonly PostgresReader _reader;
    private readonly PostgresShardTable _table;

    private PostgresJournalStore(PostgresDatabase database)
    {
        _database = database;
        _lane = new LaneWriter(database);
        _reader = new PostgresReader(database);
        _table = new PostgresShardTable(database);
        Blobs = new PostgresBlobStore(database);
    }

    /// <inheritdoc/>
    public int ShardCount => _database.ShardCount;

    /// <summary>Large contents in the same database. They live as long as this store.</summary>
    public IBlobStore Blobs { get; }

    /// <inheritdoc/>
    public int Format => _database.Format;

    /// <inheritdoc/>
    public int NewestFormat => _database.NewestFormat;

    /// <summary>Opens the journal of a database, or creates it where its schema is missing or empty. One that is refused is left as it is.</summary>
    /// <exception cref="JournalException">One of <see cref="DatabaseErrors"/>.</exception>
    public static async ValueTask<PostgresJournalStore> Open(PostgresJournalOptions options, CancellationToken cancellation = default) =>
        new(await PostgresDatabase.Open(options, cancellation));

    /// <summary>For tests: as a program of another version would, which knows the formats of the scripts.</summary>
    internal static async ValueTask<PostgresJournalStore> Open(PostgresJournalOptions options, JournalScripts scripts, CancellationToken cancellation) =>
        new(await PostgresDatabase.Open(options, scripts, cancellation));

    /// <summary>Commits on the caller's thread, which is the lane's own. A refused batch names every append that stands in its way.</summary>
    public ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch) => _lane.Commit(batch);

    /// <inheritdoc/>
    public ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation) => _table.Join(node, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> Renew(NodeIncarnation node, NodePhase phase, CancellationToken cancellation) => _table.Renew(node, phase, cancellation);

    /// <inheritdoc/>
    public ValueTask Leave(NodeIncarnation node, CancellationToken cancellation) => _table.Leave(node, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NodeRecord>> Nodes(CancellationToken cancellation) => _table.Nodes(cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => _table.Shards(cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation) =>
        _table.TakeOver(owner, seen, cancellation);

    /// <inheritdoc/>
    public ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) =>
        _table.Release(owner, held, cancellation);

    /// <inheritdoc/>
    public ValueTask<int> RaiseFormat(CancellationToken cancellation) => _table.RaiseFormat(cancellation);

    /// <inheritdoc/>
    public ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation) => _reader.Find(entity, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation) =>
        _reader.Read(streamKey, afterSeq, maxBytes, cancellation);

    /// <inheritdoc/>
    public ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation) => _reader.FindListed(entity, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation) => _reader.List(query, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        _reader.Due(until, limit, after, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation) =>
        _reader.Queued(queue, after, limit, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) => _reader.Permits(limitKey, cancellation);

    /// <summary>Lets reads and appends under way end, and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _lane.DisposeAsync();
        await _database.DisposeAsync();
    }
}
