namespace Runs.Actors.Queues;

/// <summary>The places of runs that were told that they may wait, and haven't been heard of since.</summary>
internal sealed class KeptPlaces
{
    private readonly Dictionary<string, DateTimeOffset> _kept = new(StringComparer.Ordinal);
    private readonly Queue<(string Run, DateTimeOffset Until)> _ends = new();

    /// <summary>How many are kept now for others than a run.</summary>
    public int Count(string run, DateTimeOffset now)
    {
        while (_ends.TryPeek(out var end) && end.Until <= now)
        {
            _ends.Dequeue();
            if (_kept.TryGetValue(end.Run, out var until) && until <= now)
                _kept.Remove(end.Run);
        }

        return _kept.ContainsKey(run) ? _kept.Count - 1 : _kept.Count;
    }

    /// <summary>Keeps a place until a time.</summary>
    public void Keep(string run, DateTimeOffset until)
    {
        _kept[run] = until;
        _ends.Enqueue((run, until));
    }

    /// <summary>The run waits, or doesn't want to.</summary>
    public void Give(string run) => _kept.Remove(run);
}
