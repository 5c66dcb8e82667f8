using System.Globalization;
using Runs.Actors;
using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>Runs as a table for people.</summary>
internal static class RunTable
{
    private static readonly string[] Head = ["RUN", "STATE", "STRATEGY", "STARTED", "TOOK"];

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, IEnumerable<RunSummary> runs) => TextTable.Write(output, [Head, .. runs.Select(Cells)]);

    private static string[] Cells(RunSummary run) =>
    [
        run.RunId,
        run.State,
        PlainText.OneLine(run.Strategy),
        run.StartedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "",
        Elapsed.Between(run.StartedAt, run.EndedAt) ?? "",
    ];
}
