using Runs.Journal.Sqlite.Native;

namespace Runs.Journal.Sqlite.Writing;

/// <summary>
/// Where streams end, remembered so that most appends need no look-up. Forgotten as soon as it might be wrong; the unique index
/// over (stream, first seq) would still refuse what it let through.
/// </summary>
internal sealed class StreamTails
{
    private const int Most = 65_536;

    private readonly Dictionary<long, long> _tails = [];

    /// <summary>The last sequence number of a stream, or 0 when there is no such stream.</summary>
    internal long Of(Connection connection, long streamKey)
    {
        if (_tails.TryGetValue(streamKey, out var known))
            return known;
        using var rows = connection.Prepare("select last_seq from appends where stream_key = ? order by first_seq desc limit 1").Bind(streamKey).Run();
        if (!rows.Next())
            return 0;
        var tail = rows.Long(0);
        Set(streamKey, tail);
        return tail;
    }

    internal void Set(long streamKey, long lastSeq)
    {
        if (_tails.Count >= Most)
            _tails.Clear();
        _tails[streamKey] = lastSeq;
    }

    internal void Forget(long streamKey) => _tails.Remove(streamKey);

    internal void Clear() => _tails.Clear();
}
