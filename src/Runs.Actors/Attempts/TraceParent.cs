using System.Globalization;

namespace Runs.Actors.Attempts;

/// <summary>
/// The W3C trace context of an attempt, derived from names alone: the same run has the same trace on every node and after every
/// restart, the same attempt of the same node the same span. Processes inherit it, which is how leftovers are told from strangers:
/// so the span has the node's own directory in it, for the run of another directory may well have the same id.
/// </summary>
public static class TraceParent
{
    private const ulong Offset = 14695981039346656037;

    /// <summary>The value of <c>TRACEPARENT</c> for an attempt.</summary>
    /// <param name="key">The attempt.</param>
    /// <param name="directory">Where its node keeps its records: the full path.</param>
    public static string Of(AttemptKey key, string directory)
    {
        var high = Hash(Offset, key.Run.Value);
        var low = Hash(high, key.Run.Value);
        var span = Hash(Hash(low, key.ToString()), directory);
        return string.Create(CultureInfo.InvariantCulture, $"00-{NotZero(high):x16}{low:x16}-{NotZero(span):x16}-01");
    }

    private static ulong Hash(ulong seed, string text)
    {
        foreach (var c in text)
            seed = (seed ^ c) * 1099511628211;
        return seed ^ (seed >> 29);
    }

    private static ulong NotZero(ulong value) => value == 0 ? 1 : value;
}
