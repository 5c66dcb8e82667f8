namespace Runs.Node.Hocon.Parsing;

/// <summary>A place in a text that moves forward and knows its line and column.</summary>
internal sealed class Cursor
{
    private readonly string _text;
    private readonly Origin _source;
    private int _lineStart;

    /// <param name="text">What to read; a byte order mark at its start is passed over.</param>
    /// <param name="source">Named in errors. With line 0 the source has no lines, and errors name it alone.</param>
    public Cursor(string text, Origin source)
    {
        _text = text;
        _source = source;
        Line = 1;
        if (text.StartsWith('\uFEFF')) Position = _lineStart = 1;
    }

    /// <summary>How many characters lie behind.</summary>
    public int Position { get; private set; }

    /// <summary>The current line, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Whether nothing is left.</summary>
    public bool AtEnd => Position == _text.Length;

    /// <summary>Whether a comment starts here.</summary>
    public bool AtComment => Peek() == '#' || (Peek() == '/' && Peek(1) == '/');

    /// <summary>Whether nothing but a comment is left on this line.</summary>
    public bool AtLineEnd => AtEnd || Peek() == '\n' || AtComment;

    /// <summary>This place, for errors and for the values that start here.</summary>
    public Origin Here => _source.Line == 0 ? _source : _source with { Line = Line, Column = Position - _lineStart + 1 };

    /// <summary>The character at this place or some places ahead; NUL behind the end.</summary>
    public char Peek(int ahead = 0) => Position + ahead < _text.Length ? _text[Position + ahead] : '\0';

    /// <summary>Whether the text goes on with the given one.</summary>
    public bool StartsWith(string expected) => _text.AsSpan(Position).StartsWith(expected);

    /// <summary>Moves over one character and returns it.</summary>
    public char Advance()
    {
        var c = _text[Position++];
        if (c != '\n') return c;

        Line++;
        _lineStart = Position;
        return c;
    }

    /// <summary>Moves over several characters.</summary>
    public void Advance(int count)
    {
        for (var i = 0; i < count; i++) Advance();
    }

    /// <summary>Moves over the character if it is the one that comes next.</summary>
    public bool TryTake(char expected)
    {
        if (AtEnd || Peek() != expected) return false;

        Advance();
        return true;
    }

    /// <summary>What was read since the given position.</summary>
    public string Since(int start) => _text[start..Position];

    /// <summary>All that is left; the cursor is at the end afterwards.</summary>
    public string TakeRest()
    {
        var start = Position;
        Advance(_text.Length - start);
        return Since(start);
    }

    /// <summary>Moves over blanks, but stays on the line.</summary>
    public void SkipBlanks()
    {
        while (Peek() != '\n' && char.IsWhiteSpace(Peek())) Advance();
    }

    /// <summary>Moves over blanks, line ends and comments.</summary>
    public void SkipTrivia()
    {
        while (char.IsWhiteSpace(Peek()) || AtComment)
        {
            if (AtComment) SkipComment();
            else Advance();
        }
    }

    /// <summary>The error to throw for what stands here. The problem must not quote values, which may be secrets.</summary>
    public ConfigException Fail(string problem) => ConfigException.Malformed(Here, problem);

    private void SkipComment()
    {
        while (!AtEnd && Peek() != '\n') Advance();
    }
}
