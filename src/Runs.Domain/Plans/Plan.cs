using System.Collections.Immutable;
using Runs.Domain.Admissions;

namespace Runs.Domain.Plans;

/// <summary>A strategy ready to run: every reference resolved, every template parsed, nothing left to look up in a file.</summary>
public sealed record Plan
{
    /// <summary>Name of the strategy.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The nodes in pre-order: a flow stands before its steps, and a cycle's observer right after the last of them. The first is the
    /// root flow.
    /// </summary>
    public required ImmutableArray<PlanNode> Nodes { get; init; }

    /// <summary>The agents, in file order.</summary>
    public required ImmutableArray<PlanAgent> Agents { get; init; }

    /// <summary>The queue that the strategy names; null for none.</summary>
    public string? Queue { get; init; }

    /// <summary>The priority that it names; null for none.</summary>
    public int? Priority { get; init; }

    /// <summary>The limits that count its runs, each once.</summary>
    public ImmutableArray<LimitName> Limits { get; init; } = [];

    /// <summary>The nodes that have an id, by id.</summary>
    public required ImmutableSortedDictionary<string, int> NodesById { get; init; }
}
