using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;
using Runs.Journal.Sqlite.Shards;

namespace Runs.Journal.Sqlite.Writing;

/// <summary>The writing connection with what was read on it and is remembered.</summary>
internal sealed class WriterSession : IDisposable
{
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _dataVersion;
    private readonly ShardFences _fences = new();
    private long? _version;

    internal WriterSession(string path)
    {
        Connection = JournalOpening.Writer(path);
        _begin = Connection.Prepare("begin immediate");
        _commit = Connection.Prepare("commit");
        _dataVersion = Connection.Prepare("pragma data_version");
        Batch = new BatchWriter(Connection, _fences);
    }

    internal Connection Connection { get; }

    internal BatchWriter Batch { get; }

    /// <summary>Takes SQLite's write lock, and makes sure that what is remembered is what is stored.</summary>
    internal void Begin()
    {
        _begin.Do();
        // It changes when another connection commits, which the directory's lock forbids but a foreign tool may do.
        var version = DataVersion();
        if (version == _version)
            return;
        _fences.Load(Connection);
        Batch.Reload();
        _version = version;
    }

    internal void Commit() => _commit.Do();

    /// <summary>Ends the transaction, if there still is one, and answers whether none is left.</summary>
    internal bool TryRollback()
    {
        try
        {
            if (Connection.InTransaction)
                Connection.Execute("rollback");
        }
        catch (SqliteFault)
        {
            return false;
        }
        return !Connection.InTransaction;
    }

    /// <summary>Has everything that is remembered read again by the next transaction.</summary>
    internal void Forget() => _version = null;

    public void Dispose() => Connection.Dispose();

    private long DataVersion()
    {
        using var rows = _dataVersion.Run();
        rows.Next();
        return rows.Long(0);
    }
}
