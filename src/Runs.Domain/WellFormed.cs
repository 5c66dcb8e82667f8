using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Runs.Domain;

/// <summary>
/// Halves of surrogate pairs have no UTF-8. They are replaced where a text enters the domain, so that what a live run holds
/// equals what its journal gives back.
/// </summary>
internal static class WellFormed
{
    /// <summary>The text, with each lone surrogate replaced by U+FFFD.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        if (text is null || IsWellFormed(text))
            return text;
        var replaced = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            replaced.Append(rune);
        return replaced.ToString();
    }

    private static bool IsWellFormed(string text)
    {
        var i = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        for (; i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}
