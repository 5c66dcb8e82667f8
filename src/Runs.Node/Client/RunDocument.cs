using System.Globalization;
using Newtonsoft.Json.Linq;
using Runs.Actors;

namespace Runs.Node.Client;

/// <summary>Reads runs as a server writes them.</summary>
internal static class RunDocument
{
    /// <summary>The run as lists show it.</summary>
    public static RunSummary Summary(JObject run) => new(
        Text(run, "runId"), Text(run, "status"), Text(run, "state"), Text(run, "strategy"), Text(run, "strategyPath"), Text(run, "cwd"), Text(run, "owner"),
        Time(run, "startedAt"), Time(run, "endedAt"));

    /// <summary>The last event of the run.</summary>
    public static long Seq(JObject run) => run["seq"] is JValue { Value: long seq } ? seq : 0;

    private static string Text(JObject run, string name) => run[name] is JValue { Value: string text } ? text : "";

    private static DateTimeOffset? Time(JObject run, string name) =>
        DateTimeOffset.TryParse(Text(run, name), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;
}
