namespace Runs.Node.Terminal;

/// <summary>Writes a result as it is, with a line break at its end.</summary>
internal static class ResultText
{
    /// <summary>Writes it; nothing for none.</summary>
    public static void Write(TextWriter output, string? result)
    {
        if (string.IsNullOrEmpty(result))
            return;
        output.Write(result);
        if (!result.EndsWith('\n'))
            output.WriteLine();
        output.Flush();
    }
}
