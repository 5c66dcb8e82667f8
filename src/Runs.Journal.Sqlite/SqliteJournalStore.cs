using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;
using Runs.Journal.Sqlite.Shards;
using Runs.Journal.Sqlite.Writing;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Sqlite;

/// <summary>
/// The journal of one process in one SQLite database. The lock of the data directory makes this process the only writer, so
/// nobody else's lease can stand in the way of what an earlier process left.
/// </summary>
public sealed class SqliteJournalStore : IJournalStore
{
    private readonly DataDirectory _directory;
    private readonly TimeProvider _time;
    private readonly JournalWriter _writer;
    private readonly SqliteJournalReader _reader;
    private readonly LocalNodes _nodes = new();

    private SqliteJournalStore(DataDirectory directory, SqliteJournalOptions options, JournalWriter writer)
    {
        _directory = directory;
        _time = options.Time;
        _writer = writer;
        ShardCount = _writer.Change(JournalCheck.ShardCount);
        _reader = new SqliteJournalReader(directory.JournalPath, options.Readers);
    }

    /// <inheritdoc/>
    public int ShardCount { get; }

    /// <summary>Opens the journal of a directory, or creates it where there is none. One of an older format is brought up to date; one that is refused is left as it is.</summary>
    /// <exception cref="JournalException">
    /// <see cref="DataErrors.Corrupt"/>, <see cref="DataErrors.Newer"/>, <see cref="DataErrors.Unusable"/> or <see cref="DataErrors.Full"/>.
    /// </exception>
    public static SqliteJournalStore Open(DataDirectory directory, SqliteJournalOptions? options = null)
    {
        options ??= new SqliteJournalOptions();
        JournalOpening.Ensure(directory.JournalPath, options);
        var writer = new JournalWriter(directory.JournalPath);
        try
        {
            return new SqliteJournalStore(directory, options, writer);
        }
        catch (JournalException)
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Commits on the caller's thread, which is the lane's own. A refused batch names every append that stands in its way.
    /// </summary>
    public ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch) => ValueTask.FromResult(_writer.Commit(batch));

    /// <inheritdoc/>
    public async ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation)
    {
        var incarnation = await Change(connection => NodeRows.Join(connection, node.Node, _time.GetUtcNow()), cancellation);
        _nodes.Join(incarnation, node);
        _directory.Announce(incarnation.Number);
        return incarnation;
    }

    /// <inheritdoc/>
    public ValueTask<bool> Renew(NodeIncarnation node, NodePhase phase, CancellationToken cancellation) =>
        ValueTask.FromResult(_nodes.TryRenew(node, phase));

    /// <inheritdoc/>
    public ValueTask Leave(NodeIncarnation node, CancellationToken cancellation)
    {
        _nodes.Leave(node);
        return ValueTask.CompletedTask;
    }

    /// <summary>The nodes of this process: there are no others that live.</summary>
    public ValueTask<IReadOnlyList<NodeRecord>> Nodes(CancellationToken cancellation) => ValueTask.FromResult(_nodes.All());

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation) =>
        Change<IReadOnlyList<ShardRecord>>(
            connection => !_nodes.IsCurrent(owner) ? [] :
            [
                .. seen
                    .Where(shard => ShardRows.OwnerIn(connection, shard) is { } current && _nodes.MayReplace(owner, current))
                    .Select(shard => ShardRows.Take(connection, owner, shard)),
            ],
            cancellation);

    /// <inheritdoc/>
    public async ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) =>
        await Change(
            connection =>
            {
                foreach (var shard in held)
                    ShardRows.Release(connection, owner, shard);
                return held.Count;
            },
            cancellation);

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

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => _reader.Shards(cancellation);

    /// <summary>Lets reads under way end, copies the write-ahead log into the database and closes it. The directory stays held.</summary>
    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        _writer.Dispose();
    }

    /// <summary>For tests: makes the disk look full at so many pages; 0 for no limit.</summary>
    internal void LimitPages(long pages) => _writer.LimitPages(pages);

    // A change waits for the batch under way, so it must not hold up the caller's thread.
    private async ValueTask<T> Change<T>(Func<Connection, T> change, CancellationToken cancellation) =>
        await Task.Run(() => _writer.Change(change), cancellation);
}
