using System.Buffers;

namespace Runs.Node.Hocon.Parsing;

/// <summary>The characters that need no quotation marks.</summary>
internal static class UnquotedText
{
    // The list of the HOCON specification. It reserves more than we use, so that files stay readable by other readers.
    private static readonly SearchValues<char> Reserved = SearchValues.Create("$\"{}[]:=,+#`^?!@*&\\");

    /// <summary>Whether the character may stand in an unquoted key or value.</summary>
    public static bool Allows(char c) => !Reserved.Contains(c) && !char.IsWhiteSpace(c) && !char.IsControl(c);

    /// <summary>Reads up to the next blank, comment or reserved character.</summary>
    public static string ReadWord(Cursor cursor)
    {
        var start = cursor.Position;
        while (Allows(cursor.Peek()) && !cursor.AtComment) cursor.Advance();
        return cursor.Since(start);
    }
}
