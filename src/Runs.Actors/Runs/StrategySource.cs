using Runs.Actors.Strategies;
using Runs.Domain;
using Runs.Domain.Plans;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Actors.Runs;

/// <summary>Finds the strategy of a preparation: what was sent, a file, or that of the run's last segment.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="last">The run's last segment; null for none.</param>
/// <param name="path">The file, as the run remembers it; empty for none.</param>
internal sealed class StrategySource(PrepareRequest request, Segment? last, string path)
{
    /// <summary>Loads it and sees whether it can be planned.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="model">The model that replaces every agent's.</param>
    public RunResult<LoadedStrategy> Load(string runId, string? model)
    {
        if (request.Strategy is { } inline)
            return Planned(new LoadedStrategy(inline, IsFrozen: false), model);
        if (path.Length > 0)
            return LoadFile(model);
        if (last is not null)
            return Planned(new LoadedStrategy(last.Strategy, IsFrozen: true), model);
        return new RunError(RunErrors.NotFound, request.Run is null ? "strategyPath is required when preparing a new run" : $"Run not found: {runId}");
    }

    private RunResult<LoadedStrategy> LoadFile(string? model)
    {
        var file = request.Paths is { } paths ? paths.Resolve(request.StrategyPath ?? path) : path;
        if (!file.IsOk)
            return IsOptional ? Planned(new LoadedStrategy(last!.Strategy, IsFrozen: true), model) : file.Error;
        var loaded = StrategyFileLoader.Load(file.Value);
        if (loaded.IsOk)
            return Told(Planned(new LoadedStrategy(loaded.Value, IsFrozen: false), model), []);
        return loaded.Error.Code == StrategyCodes.NotFound && IsOptional
            ? Planned(new LoadedStrategy(last!.Strategy, IsFrozen: true), model)
            : Told(loaded.Error, loaded.Issues);
    }

    /// <summary>A continuation goes on without its file; only a file that somebody named just now must be there.</summary>
    private bool IsOptional => last is not null && request.StrategyPath is null;

    private static RunResult<LoadedStrategy> Planned(LoadedStrategy strategy, string? model)
    {
        var planned = PlanBuilder.Build(strategy.Definition, new PlanOptions { ModelOverride = model });
        return planned.IsOk ? strategy with { Plan = planned.Value } : planned.Error;
    }

    /// <summary>What a file holds is told to nobody who may be on another machine, and errors quote it.</summary>
    private RunResult<LoadedStrategy> Told(RunResult<LoadedStrategy> result, IReadOnlyList<StrategyIssue> issues)
    {
        if (result.IsOk || request.Paths is not { IsRemote: true })
            return result;
        var places = string.Concat(issues.Where(issue => issue.Line is not null).Take(1).Select(issue => $" at line {issue.Line}"));
        return new RunError(result.Error.Code, $"The strategy file can't be used ({result.Error.Code}{places}): {request.StrategyPath ?? "that of the last execution"}");
    }
}
