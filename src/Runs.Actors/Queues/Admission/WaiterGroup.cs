namespace Runs.Actors.Queues.Admission;

/// <summary>All who wait for the same limits. When the first of them can't be served none of them can, so that one look at it is enough.</summary>
internal sealed class WaiterGroup(string key)
{
    /// <summary>The names of the limits.</summary>
    public string Key { get; } = key;

    /// <summary>The limits.</summary>
    public List<LimitLine> Lines { get; } = [];

    /// <summary>Who waits, in order.</summary>
    public SortedSet<Waiter> Waiters { get; } = new(WaiterOrder.Instance);

    /// <summary>Where it stands; <see langword="null"/> while nobody waits in it.</summary>
    public LimitLine? StandsAt { get; set; }

    /// <summary>Orders groups by who goes first in each. Only groups in which somebody waits can be compared.</summary>
    public static IComparer<WaiterGroup> ByHead { get; } = Comparer<WaiterGroup>.Create((x, y) =>
        ReferenceEquals(x, y) ? 0 : WaiterOrder.Instance.Compare(x.Waiters.Min, y.Waiters.Min));

    /// <summary>A limit without a free slot; <see langword="null"/> when each has one.</summary>
    public LimitLine? Full()
    {
        foreach (var line in Lines)
        {
            if (line.Slots.IsFull)
                return line;
        }

        return null;
    }
}
