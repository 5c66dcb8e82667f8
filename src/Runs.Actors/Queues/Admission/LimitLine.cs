namespace Runs.Actors.Queues.Admission;

/// <summary>A limit with those who wait in front of it. Who needs several limits stands in front of one that is full, or of any.</summary>
internal sealed class LimitLine(LimitSlots slots)
{
    /// <summary>The slots.</summary>
    public LimitSlots Slots { get; } = slots;

    /// <summary>The groups in front of it, by the first of each.</summary>
    public SortedSet<WaiterGroup> Groups { get; } = new(WaiterGroup.ByHead);

    /// <summary>How many groups need the limit, wherever they stand.</summary>
    public int Needed { get; set; }

    /// <summary>The group whose first goes before all others here.</summary>
    public WaiterGroup First => Groups.Min!;

    /// <summary>Whether its first could be served, as far as this limit is concerned.</summary>
    public bool IsOpen => Groups.Count > 0 && !Slots.IsFull;

    /// <summary>Orders lines by who goes first of all in each. Only lines where somebody stands can be compared.</summary>
    public static IComparer<LimitLine> ByHead { get; } = Comparer<LimitLine>.Create((x, y) =>
        ReferenceEquals(x, y) ? 0 : WaiterGroup.ByHead.Compare(x.First, y.First));
}
