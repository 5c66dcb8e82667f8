using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Runs.Journal.Sqlite.Native;

/// <summary>A prepared statement: bind in the order of the parameters, then <see cref="Do"/> or <see cref="Run"/>.</summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    // Strict: an id that is no valid UTF-16 must be refused; replaced silently, two ids would become one.
    internal static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int StackLimit = 512;
    private int _bound;

    internal Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(handle, ++_bound, value));
        return this;
    }

    internal Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    internal Statement Bind(ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which SQLite takes for NULL.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, ++_bound, 0) : raw.sqlite3_bind_blob(handle, ++_bound, value));
        return this;
    }

    internal Statement Bind(string value)
    {
        if (value.Length == 0)
        {
            Check(raw.sqlite3_bind_text(handle, ++_bound, ""));
            return this;
        }
        var size = Utf8.GetMaxByteCount(value.Length);
        var rented = size > StackLimit ? ArrayPool<byte>.Shared.Rent(size) : null;
        try
        {
            var buffer = rented ?? stackalloc byte[StackLimit];
            var length = Utf8.GetBytes(value, buffer);
            Check(raw.sqlite3_bind_text(handle, ++_bound, buffer[..length]));
        }
        catch (EncoderFallbackException)
        {
            Reset(); // Or the next use would go on binding where this one stopped.
            throw;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
        return this;
    }

    internal Statement BindNull()
    {
        Check(raw.sqlite3_bind_null(handle, ++_bound));
        return this;
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    internal void Do()
    {
        var code = Step();
        Reset();
        if (code is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            throw connection.Fault(code);
    }

    /// <summary>Runs a query; the statement is reset when the rows are disposed of.</summary>
    internal Rows Run() => new(this, handle);

    internal void Reset()
    {
        _bound = 0;
        _ = raw.sqlite3_reset(handle); // Repeats the error of the last step, which the caller has.
    }

    internal int Step() => raw.sqlite3_step(handle);

    internal SqliteFault Fault(int code) => connection.Fault(code);

    public void Dispose() => handle.Dispose();

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK)
            return;
        var fault = connection.Fault(code);
        Reset();
        throw fault;
    }
}
