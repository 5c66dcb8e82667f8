namespace Runs.Steps.Processes;

/// <summary>Removes the line break at the end of a text that comes in pieces, by holding it back until more comes.</summary>
internal sealed class FinalLineBreak
{
    private string _held = "";

    /// <summary>What is certain not to be the final line break.</summary>
    public string Pass(string text)
    {
        if (text.Length == 0)
            return "";
        var all = _held + text;
        var held = all.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : all[^1] is '\n' or '\r' ? 1 : 0;
        _held = all[^held..];
        return all[..^held];
    }

    /// <summary>What was held back and is no line break after all.</summary>
    public string End() => _held == "\r" ? _held : "";
}
