using System.Text;

namespace Runs.Actors.Watching;

/// <summary>Cuts texts, never in the middle of a character.</summary>
public static class TextCut
{
    /// <summary>The beginning of a text, at most so many UTF-16 code units.</summary>
    public static string Chars(string text, int most) =>
        text.Length <= most ? text : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>The beginning of a text, at most so many bytes in UTF-8.</summary>
    public static string Bytes(string text, int most)
    {
        // No character has more bytes than three for each of its code units.
        if ((long)text.Length * 3 <= most)
            return text;
        var (length, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > most)
                return text[..length];
            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>A text on one line, cut where it is longer.</summary>
    public static string OneLine(string text, int most)
    {
        var line = new StringBuilder(Math.Min(text.Length, most));
        foreach (var c in Chars(text, most))
            line.Append(char.IsControl(c) ? ' ' : c);
        return text.Length <= most ? line.ToString() : $"{Chars(line.ToString(), most - 1)}…";
    }
}
