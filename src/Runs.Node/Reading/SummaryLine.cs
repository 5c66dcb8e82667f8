using Runs.Actors;
using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>A run as one JSON object.</summary>
internal static class SummaryLine
{
    /// <summary>The object.</summary>
    public static JsonLine Of(RunSummary run) => JsonLine.Untyped()
        .With("runId", run.RunId)
        .With("status", run.Status)
        .With("state", run.State)
        .With("strategy", run.Strategy)
        .With("strategyPath", run.StrategyPath)
        .With("cwd", run.Cwd)
        .With("owner", run.Owner)
        .WithTime("startedAt", run.StartedAt)
        .WithTime("endedAt", run.EndedAt);
}
