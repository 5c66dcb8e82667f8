using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Reading;
using Runs.Journal.Sqlite.Schema;
using Runs.Journal.Sqlite.Shards;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Sqlite;

/// <summary>
/// Reads a journal, whether or not another process writes to it, and also when that process was killed: what is in its
/// write-ahead log counts. The journal is opened read-only, so one of an older format is read as it is.
/// </summary>
public sealed class SqliteJournalReader : IJournalReader, IAsyncDisposable
{
    private readonly ReaderPool _pool;

    internal SqliteJournalReader(string journalPath, int readers) => _pool = new ReaderPool(journalPath, readers);

    /// <summary>Opens the journal of a data directory without taking the directory.</summary>
    /// <exception cref="JournalException">
    /// <see cref="DataErrors.Missing"/>, <see cref="DataErrors.Corrupt"/>, <see cref="DataErrors.Newer"/> or <see cref="DataErrors.Unusable"/>.
    /// </exception>
    public static SqliteJournalReader Open(string directory, SqliteJournalOptions? options = null) =>
        new(JournalOpening.Existing(directory), (options ?? new SqliteJournalOptions()).Readers);

    /// <inheritdoc/>
    public ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation) =>
        Read(connection => StreamReads.Find(connection, entity), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation) =>
        Read(connection => StreamReads.Read(connection, streamKey, afterSeq, maxBytes), cancellation);

    /// <inheritdoc/>
    public ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation) =>
        Read(connection => ListingReads.Find(connection, entity), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation) =>
        Read(connection => ListingReads.List(connection, query), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        Read(connection => DueReads.Due(connection, until, limit, after), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation) =>
        Read(connection => QueueReads.Queued(connection, queue, after, limit), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) =>
        Read(connection => PermitReads.Of(connection, limitKey), cancellation);

    /// <summary>All shards, with their epochs and owners.</summary>
    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => Read(ShardRows.All, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private ValueTask<T> Read<T>(Func<Connection, T> read, CancellationToken cancellation) => _pool.Read(read, cancellation);
}
