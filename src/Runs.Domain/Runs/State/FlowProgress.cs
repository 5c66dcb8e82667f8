using System.Collections.Immutable;
using Runs.Domain.Contents;

namespace Runs.Domain.Runs.State;

/// <summary>How far a flow is.</summary>
/// <param name="Round">The round of a cycle, from 1; always 1 for other flows.</param>
/// <param name="Entered">How many steps of a broadcast or a list were let in.</param>
/// <param name="Unfinished">How many steps of a broadcast, a graph or a list have not ended.</param>
/// <param name="Text">What the steps of the round came to, before the observer spoke.</param>
public sealed record FlowProgress(int Round, int Entered, int Unfinished, Content Text)
{
    /// <summary>How many steps of a graph hold one of its slots. Who waits for a person or a time holds none.</summary>
    public int Holding { get; init; }

    /// <summary>The steps of a graph that wait for nothing but a slot, by their ordinals.</summary>
    public ImmutableSortedSet<int> Waiting { get; init; } = [];

    /// <summary>The items of a list; empty for other flows.</summary>
    public ImmutableArray<string> Items { get; init; } = [];

    /// <summary>How the steps of a graph or a list that have ended, ended.</summary>
    public StepCounts Ended { get; init; }

    /// <summary>A flow that begins.</summary>
    public static FlowProgress Begin(int steps) => new(1, 0, steps, Content.Empty);
}
