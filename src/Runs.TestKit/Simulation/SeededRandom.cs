namespace Runs.TestKit.Simulation;

/// <summary>
/// A small random generator (SplitMix64) whose numbers depend on the seed alone: not on the process, the platform or the
/// version of .NET.
/// </summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound) => (int)(NextBits() % (uint)bound);

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Next(int low, int high) => low + Next(high - low + 1);

    /// <summary>From 0 up to, but not including, 1.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the probability given.</summary>
    public bool Chance(double probability) => NextUnit() < probability;

    /// <summary>One of the items.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>Up to the time given.</summary>
    public TimeSpan NextTime(TimeSpan max) => TimeSpan.FromTicks((long)(NextUnit() * max.Ticks));

    /// <summary>A generator of its own, so that drawing from one doesn't shift the other.</summary>
    public SeededRandom Fork() => new(NextBits());
}
