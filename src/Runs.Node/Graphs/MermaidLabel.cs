using System.Globalization;
using System.Text;

namespace Runs.Node.Graphs;

/// <summary>
/// Texts of strangers between the quotes of a Mermaid label. What isn't a letter, a digit or one of a few harmless signs is written as its
/// number, so that no text can end the label, begin a directive, a link or HTML; what can't be seen is left out.
/// </summary>
internal static class MermaidLabel
{
    /// <summary>Of a longer text only the beginning is shown.</summary>
    public const int MaxRunes = 80;

    private const string Harmless = " _-.,/+";

    /// <summary>The text, to stand between double quotes.</summary>
    public static string Of(string text)
    {
        var label = new StringBuilder();
        var left = MaxRunes;
        foreach (var rune in text.EnumerateRunes())
        {
            var seen = IsBlank(rune) ? new Rune(' ') : rune;
            if (IsInvisible(seen))
                continue;
            if (left-- == 0)
                return label.Append('…').ToString();
            if (Rune.IsLetterOrDigit(seen) || (seen.IsAscii && Harmless.Contains((char)seen.Value, StringComparison.Ordinal)))
                label.Append(seen);
            else
                label.Append(CultureInfo.InvariantCulture, $"#{seen.Value};");
        }

        return label.ToString();
    }

    private static bool IsBlank(Rune rune) => rune.Value is '\n' or '\t';

    private static bool IsInvisible(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
