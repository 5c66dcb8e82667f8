using SQLitePCL;

namespace Runs.Journal.Sqlite.Native;

/// <summary>One SQLite connection with its prepared statements. Used by one thread at a time; its owner sees to that.</summary>
internal sealed class Connection : IDisposable
{
    // A page of a list may filter by any set of statuses: the texts are few, but not bounded by the schema.
    private const int MaxStatements = 128;

    private readonly sqlite3 _db;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private Connection(sqlite3 db) => _db = db;

    internal bool InTransaction => raw.sqlite3_get_autocommit(_db) == 0;

    internal int Changes => raw.sqlite3_changes(_db);

    internal static Connection Open(string path, int flags)
    {
        SqliteLibrary.Load();
        // One thread at a time is guaranteed by the owner, so SQLite's own mutexes would only cost.
        var code = raw.sqlite3_open_v2(path, out var db, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code == raw.SQLITE_OK)
            return new Connection(db);
        using (db)
            throw Fault(db, code);
    }

    /// <summary>Runs statements that return nothing worth reading.</summary>
    internal void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_db, sql);
        if (code != raw.SQLITE_OK)
            throw Fault(_db, code);
    }

    /// <summary>The prepared statement of this text, reset and ready to bind.</summary>
    internal Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
            return known;
        if (_statements.Count >= MaxStatements)
            DisposeStatements();
        var code = raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
        if (code != raw.SQLITE_OK)
            throw Fault(_db, code);
        return _statements[sql] = new Statement(this, handle);
    }

    /// <summary>The first column of the only row, as a number.</summary>
    internal long Scalar(string sql)
    {
        using var rows = Prepare(sql).Run();
        return rows.Next() ? rows.Long(0) : throw new SqliteFault(raw.SQLITE_CORRUPT, $"No row where one must be: {sql}");
    }

    /// <summary>Copies what it can from the WAL into the database, in the mode given; says how many frames the WAL has and how many are copied.</summary>
    internal (int Frames, int Copied) Checkpoint(int mode)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(_db, "main", mode, out var frames, out var copied);
        return code is raw.SQLITE_OK or raw.SQLITE_BUSY ? (frames, copied) : throw Fault(_db, code);
    }

    internal SqliteFault Fault(int code) => Fault(_db, code);

    public void Dispose()
    {
        DisposeStatements();
        raw.sqlite3_close_v2(_db);
    }

    private static SqliteFault Fault(sqlite3 db, int code)
    {
        var extended = raw.sqlite3_extended_errcode(db);
        var matches = (extended & 0xff) == (code & 0xff);
        return new SqliteFault(matches ? extended : code, matches ? raw.sqlite3_errmsg(db).utf8_to_string() : raw.sqlite3_errstr(code).utf8_to_string());
    }

    private void DisposeStatements()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}
