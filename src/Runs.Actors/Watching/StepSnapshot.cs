using Runs.Actors.Artifacts;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Watching;

/// <summary>A step as those see it who look at its run.</summary>
public sealed record StepSnapshot
{
    /// <summary>So much is shown of a task, in characters.</summary>
    public const int TaskChars = 180;

    /// <summary>So much is shown of a result, in characters; of a longer one that lies in the artifact store also its end.</summary>
    public const int OutputChars = 5_000;

    /// <summary>All that the run knows of it.</summary>
    public required StepState Step { get; init; }

    /// <summary>Its node in the plan.</summary>
    public required PlanNode Node { get; init; }

    /// <summary>How people name it: its id, with its number as an instance of a list, or else its place.</summary>
    public required string Reference { get; init; }

    /// <summary>Its agent; <see langword="null"/> for a flow.</summary>
    public PlanAgent? Agent { get; init; }

    /// <summary>The ids of the steps that it needs, in the author's order.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>The ids of the steps that it follows, in the author's order.</summary>
    public required IReadOnlyList<string> After { get; init; }

    /// <summary>What it has worked on: what it needs, then what it follows. None before it begins.</summary>
    public required IReadOnlyList<UpstreamOutput> Upstream { get; init; }

    /// <summary>The beginning of its task, as its author wrote it; <see langword="null"/> for none.</summary>
    public string? TaskPreview { get; init; }

    /// <summary>The beginning of its result; <see langword="null"/> while it has none.</summary>
    public string? OutputPreview { get; init; }

    /// <summary>The size of its result in UTF-8; <see langword="null"/> while it has none.</summary>
    public long? OutputBytes { get; init; }

    /// <summary>The name of the artifact that says how it ended; <see langword="null"/> while it has not.</summary>
    public string? Artifact { get; init; }

    /// <summary>Where its processes work; <see langword="null"/> for a flow.</summary>
    public string? Cwd { get; init; }

    /// <summary>A step of the current segment.</summary>
    public static StepSnapshot Of(RunState state, StepState step)
    {
        var segment = state.Current!;
        var node = segment.Plan.Nodes[step.Node];
        var agent = node.AgentIndex < 0 ? null : segment.Plan.Agents[node.AgentIndex];
        return new()
        {
            Step = step,
            Node = node,
            Reference = StepReference.Of(state, step),
            Agent = agent,
            Needs = Ids(segment.Plan, node.Needs),
            After = Ids(segment.Plan, node.After),
            Upstream = step.StartedAt is null ? [] : [.. StepListing.UpstreamOf(state, step).Select(other => Upstreamed(state, other))],
            TaskPreview = node.Task is { } task ? TextCut.OneLine(task.Text, TaskChars) : null,
            OutputPreview = step.Output is { } output ? TextCut.Chars(output.Preview, OutputChars) : null,
            OutputBytes = step.Output?.Bytes,
            Artifact = step.Phase.IsTerminal() ? ArtifactNames.FinalOf(StepLabel.Of(state, step)) : null,
            Cwd = agent is null ? null : node.Cwd is { } cwd ? Path.Combine(segment.Cwd, cwd) : segment.Cwd,
        };
    }

    private static IReadOnlyList<string> Ids(Plan plan, IReadOnlyList<int> nodes) => [.. nodes.Select(index => plan.Nodes[index].Id!)];

    private static UpstreamOutput Upstreamed(RunState state, StepState step) => new(StepReference.Of(state, step), step.Phase, step.Output?.Bytes ?? 0);
}
