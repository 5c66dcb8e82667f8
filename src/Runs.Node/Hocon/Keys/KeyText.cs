using Runs.Node.Hocon.Parsing;

namespace Runs.Node.Hocon.Keys;

/// <summary>Keys as they are written: bare or quoted names with dots between them.</summary>
internal static class KeyText
{
    /// <summary>Reads a key at the cursor and leaves the cursor on the character behind it.</summary>
    public static KeyPath Read(Cursor cursor)
    {
        var names = new List<string>();
        do
        {
            if (names.Count == ConfigLimits.Depth) throw cursor.Fail($"a key may have at most {ConfigLimits.Depth} parts");
            names.Add(ReadName(cursor));
        }
        while (cursor.TryTake('.'));

        return KeyPath.Of(names);
    }

    /// <summary>One name, quoted if it could not be read back otherwise. Two slashes start a comment, so any slash takes quotes.</summary>
    public static string Write(string name) =>
        name.Length > 0 && name.All(c => IsBare(c) && c != '/') ? name : QuotedText.Write(name);

    private static string ReadName(Cursor cursor)
    {
        var name = cursor.Peek() == '"' ? QuotedText.Read(cursor) : ReadBareName(cursor);
        if (cursor.Peek() == '"' || (IsBare(cursor.Peek()) && !cursor.AtComment))
            throw cursor.Fail("a key is quoted as a whole or not at all, with a dot before the next part");

        return name;
    }

    private static string ReadBareName(Cursor cursor)
    {
        var start = cursor.Position;
        while (IsBare(cursor.Peek()) && !cursor.AtComment) cursor.Advance();

        return cursor.Position > start ? cursor.Since(start) : throw cursor.Fail("a key was expected here");
    }

    private static bool IsBare(char c) => c != '.' && UnquotedText.Allows(c);
}
