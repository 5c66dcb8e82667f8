namespace Runs.Gateway.Access.Limits;

/// <summary>Lets a number of things happen at once, and then so many a second. Not safe for use by several threads.</summary>
internal struct TokenBucket
{
    private double _level;
    private TimeSpan _at;

    /// <summary>A full bucket.</summary>
    public TokenBucket(BucketRate rate, TimeSpan now)
    {
        _level = rate.Burst;
        _at = now;
    }

    /// <summary>Takes one, on credit where it must, and says how long to wait for it.</summary>
    public TimeSpan Reserve(BucketRate rate, TimeSpan now)
    {
        Fill(rate, now);
        _level--;
        return _level >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_level / rate.PerSecond);
    }

    /// <summary>Takes one if there is one; else says how long that lasts.</summary>
    public TimeSpan TryTake(BucketRate rate, TimeSpan now)
    {
        Fill(rate, now);
        if (_level < 1)
            return TimeSpan.FromSeconds((1 - _level) / rate.PerSecond);
        _level--;
        return TimeSpan.Zero;
    }

    /// <summary>Whether nothing is missing, so that a new one would be the same.</summary>
    public bool IsFull(BucketRate rate, TimeSpan now)
    {
        Fill(rate, now);
        return _level >= rate.Burst;
    }

    private void Fill(BucketRate rate, TimeSpan now)
    {
        _level = Math.Min(rate.Burst, _level + (Math.Max(0, (now - _at).TotalSeconds) * rate.PerSecond));
        _at = now;
    }
}
