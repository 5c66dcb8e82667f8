using System.Collections.Immutable;
using Runs.Domain.Plans;

namespace Runs.Steps.Processes;

/// <summary>The environment of a process: a few variables of this one, those of the agent, RUNS_ARTIFACTS and TRACEPARENT. Nothing else.</summary>
internal static class ChildEnvironment
{
    public const string TraceParentName = "TRACEPARENT";

    /// <summary>The directory of the artifacts that the process is given.</summary>
    public const string ArtifactsName = "RUNS_ARTIFACTS";

    private static readonly string[] Inherited = ["HOME", "LANG", "TZ", "TMPDIR"];

    public static ImmutableArray<KeyValuePair<string, string>> Of(ProcessOptions options, ProcessSettings settings, string traceParent, string? artifacts)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (options.Path is { } path)
            variables["PATH"] = path;
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                variables[name] = value;
        }

        foreach (var entry in settings.Env)
            variables[entry.Name] = entry.Value;

        if (artifacts is not null)
            variables[ArtifactsName] = artifacts;

        // Last, for leftovers are known by it.
        variables[TraceParentName] = traceParent;
        return [.. variables];
    }
}
