using System.Runtime.InteropServices;

namespace Runs.Gateway.Access.Limits;

/// <summary>
/// A bucket for each of many keys, and never more than <paramref name="capacity"/>: one that is full again is forgotten, and when all
/// are in use, newcomers share one. So whoever comes from very many addresses costs no memory, and slows down other newcomers alone.
/// </summary>
internal sealed class BucketTable<TKey>(BucketRate rate, TimeProvider time, int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TokenBucket> _buckets = [];
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private TokenBucket _shared = new(rate, TimeSpan.Zero);
    private TimeSpan _swept;

    /// <summary>How many keys have a bucket of their own.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _buckets.Count;
        }
    }

    /// <summary>Takes one, on credit where it must, and says how long to wait for it.</summary>
    public TimeSpan Reserve(TKey key)
    {
        lock (_gate)
        {
            var now = Now();
            return Find(key, now).Reserve(rate, now);
        }
    }

    /// <summary>Takes one if there is one; else says how long that lasts.</summary>
    public TimeSpan TryTake(TKey key)
    {
        lock (_gate)
        {
            var now = Now();
            return Find(key, now).TryTake(rate, now);
        }
    }

    private TimeSpan Now() => time.GetElapsedTime(_start);

    private ref TokenBucket Find(TKey key, TimeSpan now)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(_buckets, key);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known))
            return ref known;
        if (_buckets.Count >= capacity)
            Sweep(now);
        if (_buckets.Count >= capacity)
            return ref _shared;
        ref var added = ref CollectionsMarshal.GetValueRefOrAddDefault(_buckets, key, out _);
        added = new TokenBucket(rate, now);
        return ref added;
    }

    /// <summary>Forgets what is full. Not more than once a second, or a full table would be walked for each newcomer.</summary>
    private void Sweep(TimeSpan now)
    {
        if (_swept != TimeSpan.Zero && now - _swept < TimeSpan.FromSeconds(1))
            return;
        _swept = now;
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.IsFull(rate, now))
                _buckets.Remove(key);
        }
    }
}
