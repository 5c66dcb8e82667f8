using Runs.Actors.Strategies;
using Runs.Domain;
using Runs.Domain.Plans;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Actors.Runs;

/// <summary>Reads and checks everything that a segment needs, before the run is asked.</summary>
internal static class RunPreparations
{
    /// <summary>The preparation for a request, on top of the run's last segment.</summary>
    public static RunResult<LoadedPreparation> Load(PrepareRequest request, RunState state, RunSystemOptions options)
    {
        var last = state.Current;
        if (new[] { request.StrategyPath, request.Cwd, request.ManifestPath }.Any(given => given?.Contains('\0', StringComparison.Ordinal) ?? false))
            return new RunError(RunErrors.PathRefused, "No path has a NUL in it.");
        var path = request.StrategyPath is { } given ? Path.GetFullPath(given, options.BaseDirectory) : last?.StrategyPath ?? "";
        var strategy = LoadStrategy(request, last, path, state.RunId);
        if (!strategy.IsOk)
            return strategy.Error;
        var model = request.ModelOverride ?? last?.ModelOverride;
        if (Refuse(strategy.Value.Definition, model) is { } refusal)
            return refusal;
        var cwd = request.Cwd is { } dir ? Path.GetFullPath(dir, options.BaseDirectory) : last?.Cwd ?? options.BaseDirectory;
        var preparation = new RunPreparation
        {
            Owner = request.Owner,
            StrategyJson = StrategyWriter.ToJson(strategy.Value.Definition),
            StrategyPath = request.Strategy is null ? path : "",
            Cwd = cwd,
            ModelOverride = model,
            ManifestPath = request.ManifestPath ?? last?.ManifestPath,
            Settings = options.Runs,
        };
        return new LoadedPreparation(preparation, strategy.Value.IsFrozen);
    }

    private static RunError? Refuse(StrategyDefinition definition, string? model) =>
        PlanBuilder.Build(definition, new PlanOptions { ModelOverride = model }).Error;

    private static RunResult<LoadedStrategy> LoadStrategy(PrepareRequest request, Segment? last, string path, string runId)
    {
        if (request.Strategy is { } inline)
            return new LoadedStrategy(inline, IsFrozen: false);
        if (path.Length == 0)
        {
            return last is null
                ? new RunError(RunErrors.NotFound, request.Run is null ? "strategyPath is required when preparing a new run" : $"Run not found: {runId}")
                : new LoadedStrategy(last.Strategy, IsFrozen: true);
        }

        var loaded = StrategyFileLoader.Load(path);
        if (loaded.IsOk)
            return new LoadedStrategy(loaded.Value, IsFrozen: false);
        // A continuation goes on without its file; only a file that somebody named just now must be there.
        return loaded.Error.Code == StrategyCodes.NotFound && last is not null && request.StrategyPath is null
            ? new LoadedStrategy(last.Strategy, IsFrozen: true)
            : loaded.Error;
    }

    internal sealed record LoadedStrategy(StrategyDefinition Definition, bool IsFrozen);
}
