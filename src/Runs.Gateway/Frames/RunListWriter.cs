using Newtonsoft.Json;
using Runs.Actors;

namespace Runs.Gateway.Frames;

/// <summary>Writes a page of the list of runs.</summary>
internal static class RunListWriter
{
    public static byte[] Write(DateTimeOffset at, string? requestId, IReadOnlyList<RunSummary> runs, string? next) => Frame.Write("run_list", at, requestId, json =>
    {
        json.WritePropertyName("runs");
        json.WriteStartArray();
        foreach (var run in runs)
            Write(run, json);
        json.WriteEndArray();
        json.Member("next", next);
    });

    private static void Write(RunSummary run, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("runId", run.RunId);
        json.Member("cwd", run.Cwd);
        json.Member("strategyName", run.Strategy);
        json.Member("strategyPath", run.StrategyPath);
        json.Member("startedAt", Frame.Time(run.StartedAt ?? default));
        json.WritePropertyName("completedAt");
        json.WriteValue(run.EndedAt is { } ended ? Frame.Time(ended) : null);
        json.Member("status", run.Status);
        json.Member("state", run.State);
        json.WriteEndObject();
    }
}
