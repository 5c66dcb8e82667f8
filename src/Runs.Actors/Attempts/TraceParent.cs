using System.Globalization;

namespace Runs.Actors.Attempts;

/// <summary>
/// The W3C trace context of an attempt, derived from its name alone: the same run has the same trace, the same attempt the same
/// span, on every node and after every restart. Processes inherit it, which is how leftovers are told from strangers.
/// </summary>
public static class TraceParent
{
    private const ulong Offset = 14695981039346656037;

    /// <summary>The value of <c>TRACEPARENT</c> for an attempt.</summary>
    public static string Of(AttemptKey key)
    {
        var high = Hash(Offset, key.Run.Value);
        var low = Hash(high, key.Run.Value);
        var span = Hash(low, key.ToString());
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
