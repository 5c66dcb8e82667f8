using Runs.Journal.Sqlite.Native;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Writing;

/// <summary>The rows of the journal itself: one for each append, and one for each stream.</summary>
internal static class AppendRows
{
    internal static void Insert(Connection connection, long streamKey, Append append) =>
        connection.Prepare("insert into appends (stream_key, first_seq, last_seq, epoch, at, data) values (?, ?, ?, ?, ?, ?)")
            .Bind(streamKey).Bind(append.FirstSeq).Bind(append.LastSeq).Bind(append.Epoch).Bind(append.At.UtcTicks).Bind(append.Data.Span)
            .Do();

    /// <summary>Creates a stream; false when there is one of this name.</summary>
    internal static bool CreateStream(Connection connection, long streamKey, Append append)
    {
        connection.Prepare("insert into streams (stream_key, kind, id, shard_id) values (?, ?, ?, ?) on conflict (kind, id) do nothing")
            .Bind(streamKey).Bind(append.Entity.Kind).Bind(append.Entity.Id).Bind(append.Shard).Do();
        return connection.Changes == 1;
    }
}
