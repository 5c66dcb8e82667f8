namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// Where streams end, remembered so that most appends need no look-up. What is remembered holds in one epoch only: while a shard stays in an
/// epoch, nobody but this lane appends to its streams. The primary key of appends would still refuse what it let through.
/// </summary>
internal sealed class StreamTails
{
    private const int Most = 131_072;

    private readonly Dictionary<long, (long Epoch, long LastSeq)> _tails = [];

    /// <summary>The last sequence number of a stream, or <see langword="null"/> when it isn't known in this epoch.</summary>
    public long? Of(long streamKey, long epoch) =>
        _tails.TryGetValue(streamKey, out var known) && known.Epoch == epoch ? known.LastSeq : null;

    public void Set(long streamKey, long epoch, long lastSeq)
    {
        if (_tails.Count >= Most)
            _tails.Clear();
        _tails[streamKey] = (epoch, lastSeq);
    }

    public void Forget(long streamKey) => _tails.Remove(streamKey);
}
