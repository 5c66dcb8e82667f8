using System.Collections.Immutable;

namespace Runs.Actors.Queues.Admission;

/// <summary>A run, or a step of one, that waits for a permit of each of its limits.</summary>
/// <param name="Id">Who it is.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Since">Since when it waits; earlier goes first.</param>
/// <param name="Order">Its place among what waits of the same run since the same time.</param>
/// <param name="Limits">The limits, each named once; at least one.</param>
internal sealed record Waiter(WaiterId Id, int Priority, DateTimeOffset Since, int Order, ImmutableArray<string> Limits)
{
    /// <summary>Whether it waits for the same, in the same place.</summary>
    public bool Equals(Waiter? other) =>
        other is not null
        && (Id, Priority, Since, Order) == (other.Id, other.Priority, other.Since, other.Order)
        && Limits.AsSpan().SequenceEqual(other.Limits.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Priority, Since, Order);
}
