using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>Columns as wide as their widest cell.</summary>
internal static class TextTable
{
    /// <summary>Writes the rows, the head first.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => PlainText.Width(row[column]))).ToList();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell + new string(' ', widths[column] - PlainText.Width(cell)))).TrimEnd());
    }
}
