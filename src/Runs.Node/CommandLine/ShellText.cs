namespace Runs.Node.CommandLine;

/// <summary>Writes an argument so that a shell takes it as one.</summary>
internal static class ShellText
{
    /// <summary>The argument, quoted where it must be.</summary>
    public static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or '=')
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
