namespace Runs.TestKit.Simulation;

/// <summary>Sums up everything that a simulation did, so that two runs of a seed can be compared by one number.</summary>
public sealed class TraceHash
{
    private ulong _hash = 14695981039346656037;

    /// <summary>The sum so far.</summary>
    public ulong Value => _hash;

    /// <summary>Adds a number.</summary>
    public void Add(long value)
    {
        for (var shift = 0; shift < 64; shift += 8)
            _hash = (_hash ^ (byte)(value >> shift)) * 1099511628211;
    }

    /// <summary>Adds a text.</summary>
    public void Add(string text)
    {
        foreach (var c in text)
            _hash = (_hash ^ c) * 1099511628211;
    }

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            _hash = (_hash ^ b) * 1099511628211;
    }

    /// <inheritdoc/>
    public override string ToString() => _hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
