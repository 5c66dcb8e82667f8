using System.Text;

namespace Runs.Actors.Artifacts;

/// <summary>A heading, and a list of names and values. A value is one line of code, whatever it is.</summary>
internal sealed class HeaderText
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins with the heading: a label, which has no special characters, and a word.</summary>
    public HeaderText(string label, string word) => _text.Append("# ").Append(Code(label)).Append(": ").Append(word).Append("\n\n");

    /// <summary>Adds a value. None is left out.</summary>
    public void Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            _text.Append("- ").Append(name).Append(": ").Append(Code(value)).Append('\n');
    }

    /// <summary>A text as code in a line. What isn't shown, or would break the line, is written as its number.</summary>
    public static string Code(string value)
    {
        var line = new StringBuilder();
        foreach (var c in value)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029')
                line.Append($"\\u{(int)c:x4}");
            else
                line.Append(c);
        }

        var text = line.ToString();
        if (!text.Contains('`'))
            return $"`{text}`";

        // A longer delimiter, and blanks that the reader takes away again.
        var fence = new FencePass();
        fence.Add(Encoding.UTF8.GetBytes(text));
        return $"{fence.Fence} {text} {fence.Fence}";
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
