using System.Text;
using Spectre.Console.Rendering;

namespace Runs.Node.Terminal;

/// <summary>Makes texts of strangers fit to be shown: no escapes, one line, and no wider than there is room.</summary>
internal static class PlainText
{
    /// <summary>Without control characters; line breaks and tabs become blanks.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsControl(c))
                line.Append(c);
            else if (c is '\n' or '\t' && line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }

        return line.ToString().Trim();
    }

    /// <summary>Without control characters but line breaks and tabs.</summary>
    public static string Lines(string text) => string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\t'));

    /// <summary>How many columns it takes.</summary>
    public static int Width(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>The beginning, if not all of it fits.</summary>
    public static string Fit(string text, int width, string ellipsis)
    {
        if (Width(text) <= width)
            return text;
        var fitting = new StringBuilder();
        var room = width - ellipsis.Length;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= Width(rune.ToString());
            if (room < 0)
                break;
            fitting.Append(rune);
        }

        return width <= ellipsis.Length ? "" : fitting + ellipsis;
    }

    /// <summary>The end, if not all of it fits.</summary>
    public static string FitEnd(string text, int width, string ellipsis)
    {
        if (Width(text) <= width)
            return text;
        if (width <= ellipsis.Length)
            return "";
        var room = width - ellipsis.Length;
        var start = text.Length;
        while (start > 0)
        {
            var size = start > 1 && char.IsSurrogatePair(text[start - 2], text[start - 1]) ? 2 : 1;
            room -= Width(text[(start - size)..start]);
            if (room < 0)
                break;
            start -= size;
        }

        return ellipsis + text[start..];
    }
}
