using System.Text;
using Runs.Domain;

namespace Runs.Steps.Processes;

/// <summary>Shows standard error line by line, and keeps its end for the message of a failure.</summary>
internal sealed class StderrLines(SerialOutput output, long limit, int tailLength)
{
    private const int LongestLine = 4096;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private readonly TextTail _tail = new(tailLength);
    private long _shown;

    /// <summary>The last whole lines.</summary>
    public string Tail
    {
        get
        {
            var text = _tail.ToString();
            var firstBreak = _tail.IsCut ? text.IndexOf('\n') : -1;
            return text[(firstBreak + 1)..].Trim();
        }
    }

    public ValueTask Write(ReadOnlyMemory<byte> bytes)
    {
        Take(bytes.Span, isEnd: false);
        return ValueTask.CompletedTask;
    }

    /// <summary>Shows a last line that has no line break.</summary>
    public void End()
    {
        Take([], isEnd: true);
        if (_line.Length > 0)
            Show();
    }

    private void Take(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var chars = new char[_decoder.GetCharCount(bytes, isEnd)];
        _decoder.GetChars(bytes, chars, isEnd);
        _tail.Append(chars);
        foreach (var c in chars)
        {
            if (c == '\n' || _line.Length == LongestLine)
                Show();
            if (c != '\n')
                _line.Append(c);
        }
    }

    private void Show()
    {
        if (_line.Length > 0 && _line[^1] == '\r')
            _line.Length--;

        // Whatever a process complains about for hours is of interest at its beginning, and at its end in the message.
        if (_shown > limit)
            output.Heartbeat();
        else if ((_shown += _line.Length + 1) > limit)
            output.Diagnostic($"[standard error beyond {Sizes.Format(limit)} is not shown]");
        else
            output.Diagnostic(_line.ToString());
        _line.Clear();
    }
}
