using System.Collections.Immutable;
using Runs.Runtime.Journal;

namespace Runs.Runtime.Tests.Probes;

/// <summary>A sum, which permits it holds, which commands it contains, when to wake, and how often that happened.</summary>
public sealed record ProbeState(long Sum, ImmutableSortedSet<string> Applied, DateTimeOffset? WakeAt, int Woken, bool IsErased)
{
    public ImmutableList<PermitClaim> Permits { get; init; } = [];

    public static ProbeState Initial { get; } = new(0, ImmutableSortedSet.Create<string>(StringComparer.Ordinal), null, 0, false);
}
