namespace Runs.Domain.Strategies;

/// <summary>
/// Finds the text of the reader's current token. The reader only tells where a token ends; it starts after the blanks and
/// punctuation that follow the token before.
/// </summary>
internal sealed class JsonTokenText
{
    private readonly string text;
    private readonly List<int> lineStarts = [0];
    private int start;
    private int end;
    private int line = 1;

    public JsonTokenText(string text)
    {
        this.text = text;
        for (var i = 0; i < text.Length; i++)
        {
            var endsLine = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
            if (endsLine)
                lineStarts.Add(i + 1);
        }
    }

    public ReadOnlySpan<char> Text => text.AsSpan(start, end - start);

    public SourcePosition Position => new(line, start - lineStarts[line - 1] + 1);

    public SourcePosition End => new(lineStarts.Count, text.Length - lineStarts[^1] + 1);

    /// <summary>Whether the token starts with a double quote and has no raw control character.</summary>
    public bool IsStrictString => Text is ['"', ..] && !Text.ContainsAnyInRange('\0', '\u001f');

    /// <summary>Moves to the token that ends at the reader's position.</summary>
    public void Advance(int endLine, int endColumn)
    {
        start = end;
        end = lineStarts[Math.Max(endLine, 1) - 1] + endColumn;
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is ',' or ':'))
            start++;
        while (line < lineStarts.Count && lineStarts[line] <= start)
            line++;
    }
}
