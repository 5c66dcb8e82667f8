using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Runs.Node.Hocon.Parsing;

/// <summary>Text between quotation marks: JSON strings, and triple-quoted text that is taken as it stands.</summary>
internal static class QuotedText
{
    private const string Triple = "\"\"\"";

    /// <summary>Reads the quoted text at the cursor and leaves the cursor on the character behind it.</summary>
    public static string Read(Cursor cursor) => cursor.StartsWith(Triple) ? ReadTriple(cursor) : ReadSingle(cursor);

    /// <summary>The text with quotation marks around it and escapes where they are needed.</summary>
    public static string Write(string text) =>
        $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static string ReadTriple(Cursor cursor)
    {
        var opened = cursor.Here;
        cursor.Advance(Triple.Length);
        var start = cursor.Position;
        while (!cursor.StartsWith(Triple))
        {
            if (cursor.AtEnd) throw ConfigException.Malformed(opened, "this triple-quoted text is never closed");
            cursor.Advance();
        }

        // Of a longer row of quotation marks the last three close; those before them belong to the text.
        while (cursor.Peek(Triple.Length) == '"') cursor.Advance();
        var text = cursor.Since(start);
        cursor.Advance(Triple.Length);
        return text;
    }

    private static string ReadSingle(Cursor cursor)
    {
        var opened = cursor.Here;
        cursor.Advance();
        var text = new StringBuilder();
        while (!cursor.TryTake('"'))
        {
            if (cursor.AtEnd || cursor.Peek() == '\n')
                throw ConfigException.Malformed(opened, "this quoted text is not closed on its line; text of several lines takes three quotation marks");

            text.Append(cursor.Peek() == '\\' ? ReadEscape(cursor) : cursor.Advance());
        }

        return text.ToString();
    }

    private static char ReadEscape(Cursor cursor)
    {
        var unescaped = cursor.Peek(1) switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ReadCodeUnit(cursor),
            _ => throw cursor.Fail("an unknown escape; a backslash itself is written \\\\"),
        };
        cursor.Advance(cursor.Peek(1) == 'u' ? 6 : 2);
        return unescaped;
    }

    private static char ReadCodeUnit(Cursor cursor)
    {
        ReadOnlySpan<char> digits = [cursor.Peek(2), cursor.Peek(3), cursor.Peek(4), cursor.Peek(5)];

        // Asked for each digit, because the parser of the framework passes over a NUL, which is also what Peek sees behind the end.
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit)) throw cursor.Fail("\\u takes four hexadecimal digits");
        }

        return (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
