namespace Runs.Gateway.Access.Limits;

/// <summary>Counts the connections of each key, up to a limit. A key without any costs nothing.</summary>
internal sealed class ClientCounts<TKey>(int limit)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _counts = [];
    private readonly Lock _gate = new();

    /// <summary>Counts one more, unless that is one too many.</summary>
    public bool TryAdd(TKey key)
    {
        lock (_gate)
        {
            var count = _counts.GetValueOrDefault(key);
            if (count >= limit)
                return false;
            _counts[key] = count + 1;
            return true;
        }
    }

    /// <summary>Counts one less.</summary>
    public void Remove(TKey key)
    {
        lock (_gate)
        {
            if (--_counts[key] == 0)
                _counts.Remove(key);
        }
    }
}
