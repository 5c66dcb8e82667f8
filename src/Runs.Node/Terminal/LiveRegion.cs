using System.Text;

namespace Runs.Node.Terminal;

/// <summary>The last lines of a terminal, redrawn in place. Nothing drawn is wider or higher than the terminal is.</summary>
internal sealed class LiveRegion(TextWriter terminal, Marks marks)
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";
    private const string Dim = "\e[2m";
    private const string Normal = "\e[0m";
    private const string ClearLine = "\e[2K";
    private const string ClearBelow = "\e[J";

    private int _height;

    /// <summary>Draws the lines over those of the last time.</summary>
    public void Draw(IReadOnlyList<TreeLine> lines)
    {
        var (width, height) = Size();
        var shown = Window(lines, height - 1);
        var text = new StringBuilder(HideCursor).Append(Up());
        foreach (var line in shown)
            text.Append(ClearLine).Append(Render(line, width - 1)).Append("\r\n");
        text.Append(ClearBelow);
        _height = shown.Count;
        Write(text);
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

    /// <summary>As many lines as fit, around what goes on.</summary>
    private List<TreeLine> Window(IReadOnlyList<TreeLine> lines, int height)
    {
        if (lines.Count <= height)
            return [.. lines];
        var room = Math.Max(1, height - 2);
        var active = lines.Index().FirstOrDefault(line => line.Item.IsActive).Index;
        var first = Math.Clamp(active - (room / 2), 0, lines.Count - room);
        var above = new TreeLine($"{marks.Ellipsis} {first} above", "", IsActive: false);
        var below = new TreeLine($"{marks.Ellipsis} {lines.Count - first - room} below", "", IsActive: false);
        return [.. height > 2 ? [above] : Array.Empty<TreeLine>(), .. lines.Skip(first).Take(room), .. height > 2 ? [below] : Array.Empty<TreeLine>()];
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
