using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;

namespace Runs.Journal.Sqlite.Writing;

/// <summary>
/// Gives out stream keys that were never given out before: a writer that doesn't know yet that its stream was erased must not
/// find another one under its key.
/// </summary>
internal sealed class StreamKeys
{
    private const string LastKey = $"select max(ifnull((select max(stream_key) from streams), 0), (select value from meta where name = '{JournalMeta.LastErasedKey}'))";

    private long _last;

    internal long Next() => ++_last;

    internal void Load(Connection connection) => _last = Math.Max(_last, connection.Scalar(LastKey));

    internal static void Retire(Connection connection, long streamKey) =>
        connection.Prepare("update meta set value = max(value, ?) where name = ?").Bind(streamKey).Bind(JournalMeta.LastErasedKey).Do();
}
