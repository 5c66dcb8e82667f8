using Runs.Actors.Artifacts;
using Runs.Actors.Runs;
using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Forks;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Actors.Forks;

/// <summary>Reads and checks what a fork needs, and copies the large texts that it takes over: the run that it comes from may be deleted.</summary>
internal sealed class ForkLoader(IArtifactStore artifacts, RunSystemOptions options)
{
    /// <summary>The preparation of a fork.</summary>
    /// <param name="request">What is asked for, with the fork.</param>
    /// <param name="run">The new run.</param>
    /// <param name="source">The run that it comes from, as it is.</param>
    /// <param name="cancellation">Gives up; what was copied is left to whoever prepares the run.</param>
    public async ValueTask<RunResult<LoadedPreparation>> Load(PrepareRequest request, RunState run, RunReply source, CancellationToken cancellation)
    {
        var asked = request.Fork!;
        if (ForkPlanner.Plan(source.State, source.Seq, asked.From, out var fork) is { } refusal)
            return refusal;
        var segment = source.State.Current!;
        var changed = StrategyChange.Apply(segment.Strategy, asked.Changes);
        if (!changed.IsOk)
            return changed.Error;
        if (Judge(asked, segment.Strategy, changed.Value) is { } judged)
            return judged;
        var whole = request with
        {
            Strategy = changed.Value,
            Cwd = request.Cwd ?? segment.Cwd,
            ModelOverride = request.ModelOverride ?? segment.ModelOverride,
            ManifestPath = request.ManifestPath ?? segment.ManifestPath,
            Queue = request.Queue ?? (changed.Value.Queue == segment.Strategy.Queue ? segment.Admission?.Queue : null),
            Priority = request.Priority ?? (changed.Value.Priority == segment.Strategy.Priority ? segment.Admission?.Priority : null),
        };
        var loaded = RunPreparations.Load(whole, run, options);
        if (!loaded.IsOk)
            return loaded;
        var copied = await Copy(fork!, RunId.Parse(source.State.RunId), request.Run!.Value, cancellation);
        return loaded.Value with
        {
            Preparation = loaded.Value.Preparation with
            {
                Fork = copied,
                StrategyPath = asked.Changes.Count == 0 ? segment.StrategyPath : "",
            },
        };
    }

    private static RunError? Judge(ForkRequest asked, StrategyDefinition before, StrategyDefinition after)
    {
        if (asked.Judge is not { } judge)
            return null;
        var known = before.Agents.ToDictionary(agent => agent.Name, StringComparer.Ordinal);
        return after.Agents.Where(agent => !agent.Equals(known.GetValueOrDefault(agent.Name))).Select(judge).FirstOrDefault(error => error is not null);
    }

    private async ValueTask<Fork> Copy(Fork fork, RunId from, RunId to, CancellationToken cancellation)
    {
        var copies = new ArtifactCopies(artifacts, from, to);
        var contents = new List<Content>();
        foreach (var content in fork.Contents)
            contents.Add(await copies.Copy(content, cancellation));
        return fork.With(contents);
    }
}
