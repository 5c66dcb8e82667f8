using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Values;

namespace Runs.Node.Hocon.Parsing;

/// <summary>A value that is neither an object nor a list: words, quoted texts and substitutions side by side on one line.</summary>
internal static class PlainValue
{
    /// <summary>Reads the value at the cursor, up to the end of the line, a comma or a closing bracket.</summary>
    public static ConfigValue Read(Cursor cursor)
    {
        var origin = cursor.Here;
        var quoted = cursor.Peek() == '"';
        var pieces = ReadPieces(cursor);

        if (pieces is []) throw cursor.Fail("a value was expected here");
        if (!pieces.All(piece => piece is ValuePiece.Literal or ValuePiece.Gap)) return new Concatenation(pieces, origin);
        if (!quoted && pieces is [ValuePiece.Literal("null")]) return new ConfigNull(origin);

        return new ConfigScalar(string.Concat(pieces.Select(TextOf)), origin);
    }

    private static List<ValuePiece> ReadPieces(Cursor cursor)
    {
        var pieces = new List<ValuePiece>();
        while (true)
        {
            var start = cursor.Position;
            cursor.SkipBlanks();
            if (cursor.AtLineEnd || cursor.Peek() is ',' or '}' or ']') return pieces;

            if (pieces.Count > 0 && cursor.Position > start) pieces.Add(new ValuePiece.Gap(cursor.Since(start)));
            pieces.Add(ReadPiece(cursor));
        }
    }

    private static ValuePiece ReadPiece(Cursor cursor)
    {
        var c = cursor.Peek();
        if (c == '"') return new ValuePiece.Literal(QuotedText.Read(cursor));
        if (UnquotedText.Allows(c)) return new ValuePiece.Literal(UnquotedText.ReadWord(cursor));
        if (cursor.StartsWith("${")) return ReadReference(cursor);
        if (c is '{' or '[') throw cursor.Fail("an object or a list cannot be joined with what stands before it");
        if (char.IsControl(c)) throw cursor.Fail("a control character must be written as an escape in a quoted text");

        throw cursor.Fail($"the character {c} must be put in quotes");
    }

    private static ValuePiece ReadReference(Cursor cursor)
    {
        var opened = cursor.Here;
        cursor.Advance(2);
        var optional = cursor.TryTake('?');
        var path = KeyText.Read(cursor);
        if (!cursor.TryTake('}')) throw ConfigException.Malformed(opened, "this substitution is not closed with }");

        return optional ? new ValuePiece.Optional(path) : new ValuePiece.Required(path);
    }

    private static string TextOf(ValuePiece piece) => piece switch
    {
        ValuePiece.Literal(var text) => text,
        ValuePiece.Gap(var text) => text,
        _ => throw new InvalidOperationException($"{piece} has no text before it is resolved"),
    };
}
