namespace Runs.Node.Hocon.Parsing;

/// <summary><c>include "file"</c>, which passes over a missing file, or <c>include required("file")</c>, which does not.</summary>
/// <param name="File">The file as written.</param>
/// <param name="WhenMissing">What a missing file means.</param>
/// <param name="Origin">Where the statement stands.</param>
internal sealed record IncludeStatement(string File, MissingFile WhenMissing, Origin Origin)
{
    private const string Keyword = "include";
    private const string RequiredOpening = "required(";

    /// <summary>Whether the cursor stands on an include, and not on a key that happens to have that name.</summary>
    public static bool IsNext(Cursor cursor)
    {
        if (!cursor.StartsWith(Keyword)) return false;

        var ahead = Keyword.Length;
        while (cursor.Peek(ahead) is ' ' or '\t') ahead++;
        return cursor.Peek(ahead) == '"' || (ahead > Keyword.Length && char.IsLetter(cursor.Peek(ahead)));
    }

    /// <summary>Reads the statement at the cursor.</summary>
    public static IncludeStatement Read(Cursor cursor)
    {
        var origin = cursor.Here;
        cursor.Advance(Keyword.Length);
        cursor.SkipBlanks();
        if (!cursor.StartsWith(RequiredOpening)) return new(ReadFile(cursor), MissingFile.Ignored, origin);

        cursor.Advance(RequiredOpening.Length);
        cursor.SkipBlanks();
        var file = ReadFile(cursor);
        cursor.SkipBlanks();
        return cursor.TryTake(')') ? new(file, MissingFile.Refused, origin) : throw cursor.Fail("a ) was expected here");
    }

    private static string ReadFile(Cursor cursor)
    {
        if (cursor.Peek() != '"') throw cursor.Fail("include takes \"file\" or required(\"file\")");

        var place = cursor.Here;
        var file = QuotedText.Read(cursor);
        return file.Length > 0 && !file.Contains('\0') ? file : throw ConfigException.Malformed(place, "this is not the name of a file");
    }
}
