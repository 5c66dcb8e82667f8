using System.Collections.Immutable;

namespace Runs.Runtime.Tests.Counters;

/// <summary>A sum, and which commands it contains.</summary>
public sealed record CounterState(long Sum, ImmutableSortedSet<string> Applied)
{
    public static CounterState Initial { get; } = new(0, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));
}
