namespace Runs.Node.Hocon.Keys;

/// <summary>Finds the known key that the author of an unknown one most likely meant.</summary>
internal static class KeySuggestion
{
    // Keys are short; a longer one is no slip of the pen, and comparing it would only cost time.
    private const int LongestCompared = 100;

    /// <summary>The closest known key, or null if none differs by at most a third of its letters.</summary>
    public static KeyPath? For(KeyPath written, IEnumerable<KeyPattern> known) => known
        .Select(pattern => pattern.Complete(written))
        .Select(candidate => (Key: candidate, Distance: Compare(written, candidate)))
        .Where(candidate => candidate.Distance is not null)
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Key)
        .FirstOrDefault();

    // Only what follows the common sections counts, or any two keys of a deep section would seem alike.
    private static int? Compare(KeyPath written, KeyPath candidate)
    {
        var common = written.Names.AsSpan().CommonPrefixLength(candidate.Names.AsSpan());
        var left = string.Join('.', written.Names.Skip(common));
        var right = string.Join('.', candidate.Names.Skip(common));
        var allowed = Math.Max(left.Length, right.Length) / 3;
        if (Math.Max(left.Length, right.Length) > LongestCompared || Math.Abs(left.Length - right.Length) > allowed) return null;

        var distance = EditDistance(left, right);
        return distance <= allowed ? distance : null;
    }

    private static int EditDistance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
