using System.Globalization;
using Runs.Actors;
using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>Runs as a table for people.</summary>
internal static class RunTable
{
    private static readonly string[] Head = ["RUN", "STATE", "STRATEGY", "STARTED", "TOOK"];

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, IEnumerable<RunSummary> runs)
    {
        var rows = runs.Select(Cells).Prepend(Head).ToList();
        var widths = Head.Select((_, column) => rows.Max(row => PlainText.Width(row[column]))).ToList();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell + new string(' ', widths[column] - PlainText.Width(cell)))).TrimEnd());
    }

    private static string[] Cells(RunSummary run) =>
    [
        run.RunId,
        run.State,
        PlainText.OneLine(run.Strategy),
        run.StartedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "",
        Elapsed.Between(run.StartedAt, run.EndedAt) ?? "",
    ];
}
