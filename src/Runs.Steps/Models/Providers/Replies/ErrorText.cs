using System.Text;

namespace Runs.Steps.Models.Providers.Replies;

/// <summary>What a stranger said, made fit for an error message: one line, and not a long one.</summary>
internal static class ErrorText
{
    private const int Longest = 500;

    public static string Of(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var c in text.AsSpan().Trim())
        {
            if (line.Length == Longest)
                return line.Append('…').ToString();
            line.Append(char.IsControl(c) ? ' ' : c);
        }

        return line.ToString();
    }
}
