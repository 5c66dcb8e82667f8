namespace Runs.Actors.Queues.Admission;

/// <summary>Who goes before whom: the higher priority, then the longer wait, then the lower id. It is the order of the journal's index, too.</summary>
internal sealed class WaiterOrder : IComparer<Waiter>
{
    private WaiterOrder()
    {
    }

    /// <summary>The one instance.</summary>
    public static WaiterOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Waiter? x, Waiter? y)
    {
        if (ReferenceEquals(x, y))
            return 0;
        if (x is null || y is null)
            return x is null ? -1 : 1;
        var compared = y.Priority.CompareTo(x.Priority);
        if (compared == 0)
            compared = x.Since.CompareTo(y.Since);
        if (compared == 0)
            compared = string.CompareOrdinal(x.Id.Run, y.Id.Run);
        if (compared == 0)
            compared = x.Order.CompareTo(y.Order);
        return compared != 0 ? compared : string.CompareOrdinal(x.Id.Step, y.Id.Step);
    }
}
