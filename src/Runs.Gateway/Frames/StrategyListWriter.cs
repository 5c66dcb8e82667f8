using Newtonsoft.Json;
using Runs.Actors;

namespace Runs.Gateway.Frames;

/// <summary>Writes the list of runs, prepared ones too.</summary>
internal static class StrategyListWriter
{
    public static byte[] Write(DateTimeOffset at, string? requestId, IEnumerable<RunSummary> runs) => Frame.Write("strategy_list", at, requestId, json =>
    {
        json.WritePropertyName("runs");
        json.WriteStartArray();
        foreach (var run in runs)
            Write(run, json);
        json.WriteEndArray();
    });

    private static void Write(RunSummary run, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("runId", run.RunId);
        json.Member("strategyName", run.Strategy);
        json.Member("status", run.Status);
        json.Member("startedAt", Frame.Time(run.StartedAt ?? default));
        if (run.EndedAt is { } ended)
            json.Member("completedAt", Frame.Time(ended));
        json.WriteEndObject();
    }
}
