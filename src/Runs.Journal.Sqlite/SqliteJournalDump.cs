using System.Runtime.CompilerServices;
using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Reading;
using Runs.Journal.Sqlite.Schema;
using Runs.Journal.Sqlite.Shards;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Sqlite;

/// <summary>
/// Everything that the journal of a data directory had when the dump was opened, whether or not a process holds the directory, and also
/// when that process was killed. It reads over a connection of its own, in one transaction, and changes nothing; until it is disposed of,
/// the write-ahead log of whoever writes can't shrink.
/// </summary>
public sealed class SqliteJournalDump : IJournalDump
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Connection _connection;
    private readonly int _format;
    private bool _closed;

    private SqliteJournalDump(string path, Connection connection)
    {
        _path = path;
        _connection = connection;
        connection.Execute("begin");
        // The first read is the moment of the dump.
        _format = JournalFormat.Of(connection);
    }

    /// <summary>Opens the journal of a data directory without taking the directory.</summary>
    /// <exception cref="JournalException">
    /// <see cref="DataErrors.Missing"/>, <see cref="DataErrors.Corrupt"/>, <see cref="DataErrors.Newer"/> or <see cref="DataErrors.Unusable"/>.
    /// </exception>
    public static SqliteJournalDump Open(string directory)
    {
        var path = JournalOpening.Existing(directory);
        Connection? connection = null;
        try
        {
            connection = JournalOpening.Reader(path);
            return new SqliteJournalDump(path, connection);
        }
        catch (SqliteFault fault)
        {
            connection?.Dispose();
            throw JournalFaults.From(fault, path);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DumpedAppend> Appends([EnumeratorCancellation] CancellationToken cancellation)
    {
        var position = long.MinValue;
        while (await Read(connection => DumpReads.Appends(connection, position), cancellation) is { Count: > 0 } page)
        {
            foreach (var append in page)
                yield return append;
            position = page[^1].Position;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DumpedPermit> Permits([EnumeratorCancellation] CancellationToken cancellation)
    {
        DumpedPermit? last = null;
        while (await Read(connection => DumpReads.Permits(connection, last), cancellation) is { Count: > 0 } page)
        {
            foreach (var permit in page)
                yield return permit;
            last = page[^1];
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ListedStream> Rows([EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = new EntityId("", "");
        while (await Read(connection => DumpReads.Rows(connection, _format, last), cancellation) is { Count: > 0 } page)
        {
            foreach (var row in page)
                yield return row;
            last = page[^1].Entity;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => Read(ShardRows.All, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_closed)
                _connection.Dispose();
            _closed = true;
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask<IReadOnlyList<T>> Read<T>(Func<Connection, IReadOnlyList<T>> read, CancellationToken cancellation) =>
        await Task.Run(() => Use(read), cancellation);

    private IReadOnlyList<T> Use<T>(Func<Connection, IReadOnlyList<T>> read)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            try
            {
                return read(_connection);
            }
            catch (SqliteFault fault)
            {
                throw JournalFaults.From(fault, _path);
            }
        }
    }
}
