namespace Runs.Gateway.Requests.Reading;

/// <summary>
/// Whether a text is JSON as RFC 8259 has it, no deeper than allowed. The library that reads the values is more lenient: single
/// quotes, bare keys, comments and more.
/// </summary>
internal ref struct JsonGrammar
{
    private readonly ReadOnlySpan<char> _text;
    private readonly int _maxDepth;
    private int _at;
    private int _depth;

    private JsonGrammar(ReadOnlySpan<char> text, int maxDepth)
    {
        _text = text;
        _maxDepth = maxDepth;
    }

    public static bool IsJson(string text, int maxDepth)
    {
        var grammar = new JsonGrammar(text, maxDepth);
        return grammar.Value() && grammar.SkipBlanks() && grammar._at == text.Length;
    }

    private bool Value()
    {
        SkipBlanks();
        return Peek() switch
        {
            '{' => Container('}', isObject: true),
            '[' => Container(']', isObject: false),
            '"' => String(),
            't' => Literal("true"),
            'f' => Literal("false"),
            'n' => Literal("null"),
            _ => Number(),
        };
    }

    private bool Container(char end, bool isObject)
    {
        if (++_depth > _maxDepth)
            return false;
        _at++;
        SkipBlanks();
        if (!Take(end))
        {
            do
            {
                if ((isObject && !Key()) || !Value())
                    return false;
                SkipBlanks();
            }
            while (Take(','));
            if (!Take(end))
                return false;
        }

        _depth--;
        return true;
    }

    private bool Key()
    {
        SkipBlanks();
        return Peek() == '"' && String() && SkipBlanks() && Take(':');
    }

    private bool String()
    {
        _at++;
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c == '"')
                return true;
            if (c < ' ' || (c == '\\' && !Escape()))
                return false;
        }

        return false;
    }

    private bool Escape()
    {
        var c = Peek();
        _at++;
        if (c != 'u')
            return "\"\\/bfnrt".Contains(c, StringComparison.Ordinal);
        for (var end = _at + 4; _at < end; _at++)
        {
            if (!char.IsAsciiHexDigit(Peek()))
                return false;
        }

        return true;
    }

    private bool Number()
    {
        Take('-');
        if (!Take('0') && !Digits())
            return false;
        if (Take('.') && !Digits())
            return false;
        if (!Take('e') && !Take('E'))
            return true;
        _ = Take('+') || Take('-');
        return Digits();
    }

    private bool Digits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek()))
            _at++;
        return _at > start;
    }

    private bool Literal(string word)
    {
        if (!_text[_at..].StartsWith(word))
            return false;
        _at += word.Length;
        return true;
    }

    private bool SkipBlanks()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
            _at++;
        return true;
    }

    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool Take(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
            return false;
        _at++;
        return true;
    }
}
