using System.Collections.Immutable;
using Runs.Domain.Admissions;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>A flow, a step or an observer, at its place in <see cref="Plan.Nodes"/>.</summary>
public sealed record PlanNode
{
    /// <summary>Place in <see cref="Plan.Nodes"/>.</summary>
    public required int Index { get; init; }

    /// <summary>Index of the flow around it; -1 for the root.</summary>
    public required int Parent { get; init; }

    /// <summary>Place among the steps of the parent; 0 for the root, -1 for an observer.</summary>
    public required int Ordinal { get; init; }

    /// <summary>What the node does.</summary>
    public required PlanNodeKind Kind { get; init; }

    /// <summary>Whether the node is the observer of its parent rather than a step of it.</summary>
    public bool IsObserver { get; init; }

    /// <summary>Name of the flow or of the agent.</summary>
    public required string Name { get; init; }

    /// <summary>The author's id of the step; null for none.</summary>
    public string? Id { get; init; }

    /// <summary>Indices of the flow's steps, in order; the observer is not among them.</summary>
    public ImmutableArray<int> Children { get; init; } = [];

    /// <summary>Index of a cycle's observer; -1 for none.</summary>
    public int Observer { get; init; } = -1;

    /// <summary>Place in <see cref="Plan.Agents"/>; -1 for a flow.</summary>
    public int AgentIndex { get; init; } = -1;

    /// <summary>The text that the step works on; null for the message that reaches it.</summary>
    public Template? Task { get; init; }

    /// <summary>Longest time of one attempt, as the step says; null leaves it to the agent.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Longest silence of an attempt; null for any.</summary>
    public TimeSpan? Heartbeat { get; init; }

    /// <summary>How the step is tried again; null for one attempt.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>What happens when no attempt is left.</summary>
    public ExhaustedAction OnExhausted { get; init; }

    /// <summary>Whether a lost attempt is run again, as the step says; null leaves it to the agent.</summary>
    public ReplayPolicy? Replay { get; init; }

    /// <summary>Rounds of a cycle; null for no limit. 1 for what is not a cycle.</summary>
    public int? Cycles { get; init; } = 1;

    /// <summary>What the observer of a cycle says to end it; empty for what is not a cycle.</summary>
    public ImmutableArray<string> BreakSignals { get; init; } = [];

    /// <summary>How those signals are compared.</summary>
    public BreakMatch BreakMatch { get; init; }

    /// <summary>What stands between the texts of a broadcast or a list; empty for other kinds.</summary>
    public string Separator { get; init; } = "";

    /// <summary>Of a graph's child: the siblings that must have succeeded, as indices, in the author's order, each once.</summary>
    public ImmutableArray<int> Needs { get; init; } = [];

    /// <summary>Of a graph's child: the siblings that must have ended, as indices, in the author's order, each once, without those in <see cref="Needs"/>.</summary>
    public ImmutableArray<int> After { get; init; } = [];

    /// <summary>Of a graph's child: the siblings that name it in their needs or after, as indices, each once, in order.</summary>
    public ImmutableArray<int> Dependents { get; init; } = [];

    /// <summary>Condition on which the step is executed and not skipped; null for always.</summary>
    public Condition? When { get; init; }

    /// <summary>The list that a <see cref="PlanNodeKind.ForEach"/> goes over; null for other kinds.</summary>
    public Template? Items { get; init; }

    /// <summary>Whether the node stands in a graph or in an instance of a list: its conversation and its agent are its own.</summary>
    public bool IsIsolated { get; init; }

    /// <summary>What a graph is for; null for none.</summary>
    public Template? Objective { get; init; }

    /// <summary>Working directory relative to the run's; null for the run's.</summary>
    public string? Cwd { get; init; }

    /// <summary>What a timeout means for the run.</summary>
    public TimeoutAction OnTimeout { get; init; }

    /// <summary>Most bytes of the output; null for what the host allows.</summary>
    public long? OutputLimit { get; init; }

    /// <summary>
    /// Whether the step's output decides what is executed, so that it stays readable for the run: it is part of a list that some step
    /// goes over, or of a condition.
    /// </summary>
    public bool KeepsInline { get; init; }

    /// <summary>Longest time of the run, at the root; null for any.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>How long the run is kept after its end, at the root; null leaves it to the configuration.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The limits that count the step's attempts, each once: its agent's, and its own.</summary>
    public ImmutableArray<LimitName> Limits { get; init; } = [];

    /// <summary>Most steps of the flow at a time; null for no limit of its own.</summary>
    public int? Concurrency { get; init; }
}
