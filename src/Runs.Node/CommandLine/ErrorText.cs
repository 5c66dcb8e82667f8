using Runs.Domain;

namespace Runs.Node.CommandLine;

/// <summary>Errors as people and scripts see them.</summary>
internal static class ErrorText
{
    /// <summary>The message, with its code at the end of its first line.</summary>
    public static string Of(string code, string message)
    {
        var lines = message.Split('\n', 2);
        return lines.Length == 1 ? $"runs: {message} [{code}]" : $"runs: {lines[0]} [{code}]\n{lines[1]}";
    }

    /// <summary>A refusal by the engine.</summary>
    public static string Of(RunError error) => Of(error.Code, error.Message);
}
