namespace Runs.Domain.Strategies;

/// <summary>The words that a strategy uses for the values of an enumeration, in both directions.</summary>
internal sealed class WordTable<T>(params (string Word, T Value)[] entries)
    where T : struct, Enum
{
    /// <summary>The words as they appear in messages.</summary>
    public string Expected { get; } = string.Join(" | ", entries.Select(entry => $"'{entry.Word}'"));

    public string this[T value] => entries.Single(entry => EqualityComparer<T>.Default.Equals(entry.Value, value)).Word;

    public bool TryFind(string word, out T value)
    {
        foreach (var entry in entries)
        {
            if (entry.Word != word)
                continue;
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }
}
