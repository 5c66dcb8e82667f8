using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Runs.Domain.Templates;

/// <summary>Splits a text into literals and look-ups, left to right and once.</summary>
internal sealed class TemplateParser(string text)
{
    private const string Open = "{{";
    private const string Close = "}}";
    private const string EscapedOpen = "{{{{";

    private readonly ImmutableArray<TemplatePart>.Builder parts = ImmutableArray.CreateBuilder<TemplatePart>();
    private readonly StringBuilder literal = new();

    public bool TryParse(out ImmutableArray<TemplatePart> result, [NotNullWhen(false)] out string? error)
    {
        result = [];
        error = null;
        var position = 0;
        while (position < text.Length)
        {
            var open = text.IndexOf(Open, position, StringComparison.Ordinal);
            if (open < 0)
                break;

            literal.Append(text, position, open - position);
            if (string.CompareOrdinal(text, open, EscapedOpen, 0, EscapedOpen.Length) == 0)
            {
                literal.Append(Open);
                position = open + EscapedOpen.Length;
                continue;
            }

            if (!TryReadLookUp(open, out position, out error))
                return false;
        }

        literal.Append(text, position, text.Length - position);
        EndLiteral();
        result = parts.ToImmutable();
        return true;
    }

    private bool TryReadLookUp(int open, out int end, [NotNullWhen(false)] out string? error)
    {
        end = open;
        var start = open + Open.Length;
        var close = text.IndexOf(Close, start, StringComparison.Ordinal);
        if (close < 0)
        {
            error = "A look-up that starts with {{ is never closed with }}; write {{{{ for a literal {{.";
            return false;
        }

        var path = text[start..close].Trim();
        if (!IsPath(path))
        {
            error = $"\"{{{{{text[start..close]}}}}}\" is not a look-up; only dotted names such as {{{{input}}}} are allowed, and {{{{{{{{ is a literal {{{{.";
            return false;
        }

        EndLiteral();
        parts.Add(new TemplatePart(TemplatePartKind.LookUp, path));
        end = close + Close.Length;
        error = null;
        return true;
    }

    private void EndLiteral()
    {
        if (literal.Length == 0)
            return;
        parts.Add(new TemplatePart(TemplatePartKind.Literal, literal.ToString()));
        literal.Clear();
    }

    private static bool IsPath(string path)
    {
        var afterName = false;
        foreach (var c in path)
        {
            if (c == '.' && !afterName)
                return false;
            if (c != '.' && !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
                return false;
            afterName = c != '.';
        }

        return afterName;
    }
}
