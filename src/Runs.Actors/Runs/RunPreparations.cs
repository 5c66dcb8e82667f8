using Runs.Domain;
using Runs.Domain.Admissions;
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
        var directory = request.Paths?.Base ?? options.BaseDirectory;
        if (new[] { request.StrategyPath, request.Cwd, request.ManifestPath }.Any(given => given?.Contains('\0', StringComparison.Ordinal) ?? false))
            return new RunError(RunErrors.PathRefused, "No path has a NUL in it.");
        var path = request.StrategyPath is { } given ? Path.GetFullPath(given, directory) : last?.StrategyPath ?? "";
        var model = request.ModelOverride ?? last?.ModelOverride;
        var strategy = new StrategySource(request, last, path).Load(state.RunId, model);
        if (!strategy.IsOk)
            return strategy.Error;
        var cwd = WorkingDirectory(request, request.Cwd ?? last?.Cwd, directory);
        if (!cwd.IsOk)
            return cwd.Error;
        if (request is { Paths: { } paths, ManifestPath: { } manifest } && paths.Resolve(manifest).Error is { } refusal)
            return refusal;
        if (Admit(request, state, strategy.Value.Plan!, options.Admission, out var admission) is { } refused)
            return refused;
        var preparation = new RunPreparation
        {
            Owner = request.Owner,
            StrategyJson = StrategyWriter.ToJson(strategy.Value.Definition),
            StrategyPath = request.Strategy is null ? path : "",
            Cwd = cwd.Value,
            ModelOverride = model,
            ManifestPath = request.ManifestPath ?? last?.ManifestPath,
            Settings = options.Runs,
            Admission = admission,
        };
        return new LoadedPreparation(preparation, strategy.Value.IsFrozen);
    }

    /// <summary>Where the run stands in line: as is asked for, else as its strategy says, else as before.</summary>
    private static RunError? Admit(PrepareRequest request, RunState state, Plan plan, AdmissionRules rules, out Admission? admission)
    {
        var last = state.Current?.Admission;
        var wish = new AdmissionWish(
            request.Queue ?? (plan.Queue is null ? last?.Queue : null),
            request.Priority ?? (plan.Priority is null ? last?.Priority : null));
        var owner = state.Owner.Length == 0 ? request.Owner : state.Owner;
        return rules.Admit(plan, new LimitSubject(owner, state.RunId, plan.Name), wish, out admission);
    }

    /// <summary>The working directory. Where clients' paths are looked at, it is the real one, which no link leads elsewhere later.</summary>
    private static RunResult<string> WorkingDirectory(PrepareRequest request, string? named, string otherwise)
    {
        if (named is null)
            return otherwise;
        return request.Paths is { } paths ? paths.Resolve(named) : Path.GetFullPath(named, otherwise);
    }
}
