using System.Text;

namespace Runs.Steps.Processes;

/// <summary>The last characters of a text that comes in pieces.</summary>
internal sealed class TextTail(int length)
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether characters before it are gone.</summary>
    public bool IsCut { get; private set; }

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > length)
        {
            IsCut = true;
            text = text[^length..];
        }

        _text.Append(text);
        var surplus = _text.Length - length;
        if (surplus <= 0)
            return;
        IsCut = true;
        _text.Remove(0, surplus);
    }

    public override string ToString() => _text.ToString();
}
