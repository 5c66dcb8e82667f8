using System.Text;

namespace Runs.Node.Terminal;

/// <summary>The last lines of a terminal, redrawn in place. Nothing drawn is wider or higher than the terminal is.</summary>
internal sealed class LiveRegion(TextWriter terminal, Marks marks)
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";
    private const string Dim = "\e[2m";
    private const string Normal = "\e[0m";
    private const string ClearRest = "\e[K";
    private const string ClearBelow = "\e[J";

    // A terminal that knows these shows a frame at once; any other ignores them.
    private const string BeginFrame = "\e[?2026h";
    private const string EndFrame = "\e[?2026l";

    private int _height;
    private string _drawn = "";

    /// <summary>Draws lines over those of the last time; nothing is written when nothing has changed.</summary>
    /// <param name="linesFor">The lines, given how many have room.</param>
    public void Draw(Func<int, IReadOnlyList<TreeLine>> linesFor)
    {
        var (width, height) = Size();
        var room = Math.Max(1, height - 1);
        var lines = linesFor(room).Take(room).ToList();
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(Render(line, width - 1)).Append(ClearRest).Append("\r\n");
        var drawn = text.ToString();
        if (_height > 0 && drawn == _drawn)
            return;
        Write(new StringBuilder(BeginFrame).Append(HideCursor).Append(Up()).Append(drawn).Append(ClearBelow).Append(EndFrame));
        (_height, _drawn) = (lines.Count, drawn);
    }

    /// <summary>Removes what was drawn and gives the cursor back.</summary>
    public void Clear()
    {
        Write(new StringBuilder(Up()).Append(ClearBelow).Append(ShowCursor));
        _height = 0;
    }

    /// <summary>Leaves what was drawn and gives the cursor back.</summary>
    public void Leave()
    {
        Write(new StringBuilder(ShowCursor));
        _height = 0;
    }

    private string Up() => _height == 0 ? "\r" : $"\r\e[{_height}A";

    private string Render(TreeLine line, int width)
    {
        var text = PlainText.Fit(line.Text, width, marks.Ellipsis);
        var room = width - PlainText.Width(text) - 2;
        var tail = line.Tail.Length == 0 || room < 8 ? "" : PlainText.FitEnd(line.Tail, room, marks.Ellipsis);
        return tail.Length == 0 ? text : $"{text}  {Dim}{tail}{Normal}";
    }

    private static (int Width, int Height) Size()
    {
        try
        {
            return (Console.WindowWidth > 0 ? Console.WindowWidth : 80, Console.WindowHeight > 0 ? Console.WindowHeight : 24);
        }
        catch (IOException)
        {
            return (80, 24);
        }
    }

    private void Write(StringBuilder text)
    {
        terminal.Write(text.ToString());
        terminal.Flush();
    }
}
