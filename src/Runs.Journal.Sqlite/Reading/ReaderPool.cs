using System.Collections.Concurrent;
using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;

namespace Runs.Journal.Sqlite.Reading;

/// <summary>
/// Read-only connections, so many at most. In WAL mode they see what was committed when they began and wait for nobody.
/// </summary>
internal sealed class ReaderPool(string path, int size) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(size);
    private readonly ConcurrentBag<Connection> _idle = [];
    private volatile bool _closed;

    /// <summary>Reads on a thread of the pool, so that nobody's own thread blocks on the disk.</summary>
    internal async ValueTask<T> Read<T>(Func<Connection, T> read, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        await _free.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return await Task.Run(() => Use(read), cancellation);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Lets the reads under way end, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
            return;
        _closed = true;
        for (var i = 0; i < size; i++)
            await _free.WaitAsync();
        while (_idle.TryTake(out var connection))
            connection.Dispose();
        // Reads that wait must still find the pool closed.
        _free.Release(size);
    }

    private T Use<T>(Func<Connection, T> read)
    {
        Connection? connection = null;
        try
        {
            if (!_idle.TryTake(out connection))
                connection = JournalOpening.Reader(path);
            var result = read(connection);
            _idle.Add(connection);
            return result;
        }
        catch (Exception e)
        {
            connection?.Dispose();
            throw e is SqliteFault fault ? JournalFaults.From(fault, path) : e;
        }
    }
}
