using Runs.Journal.Sqlite.Native;

namespace Runs.Journal.Sqlite.Writing;

/// <summary>Erases a stream with everything that refers to it; the generations of its permits stay.</summary>
internal static class StreamEraser
{
    internal static void Erase(Connection connection, long streamKey)
    {
        PermitSlots.ReleaseAll(connection, streamKey);
        connection.Prepare("delete from runs where stream_key = ?").Bind(streamKey).Do();
        connection.Prepare("delete from appends where stream_key = ?").Bind(streamKey).Do();
        connection.Prepare("delete from streams where stream_key = ?").Bind(streamKey).Do();
        StreamKeys.Retire(connection, streamKey);
    }
}
