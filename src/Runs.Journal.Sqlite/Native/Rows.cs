using SQLitePCL;

namespace Runs.Journal.Sqlite.Native;

/// <summary>The rows of a running query.</summary>
internal readonly ref struct Rows(Statement statement, sqlite3_stmt handle) : IDisposable
{
    internal bool Next() => statement.Step() switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw statement.Fault(code),
    };

    internal bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    internal long Long(int column) => raw.sqlite3_column_int64(handle, column);

    internal long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    // Through the blob accessor because the text accessor stops at a NUL.
    internal string Text(int column) => Statement.Utf8.GetString(raw.sqlite3_column_blob(handle, column));

    internal byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public void Dispose() => statement.Reset();
}
