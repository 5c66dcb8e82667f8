namespace Runs.Journal.Sqlite.Native;

/// <summary>A call into SQLite failed. It never leaves this assembly: callers get an outcome or a journal exception.</summary>
internal sealed class SqliteFault(int extendedCode, string message) : Exception($"SQLite error {extendedCode}: {message}")
{
    /// <summary>The extended result code, such as SQLITE_IOERR_FSYNC.</summary>
    internal int ExtendedCode { get; } = extendedCode;

    /// <summary>The primary result code, such as SQLITE_IOERR.</summary>
    internal int Code => ExtendedCode & 0xff;
}
