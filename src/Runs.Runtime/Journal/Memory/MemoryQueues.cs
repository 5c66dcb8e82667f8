using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal.Memory;

/// <summary>
/// The streams that wait, by queue and in order: the index of a journal in memory. Its owner sees to it that one thread at a time uses it.
/// </summary>
internal sealed class MemoryQueues
{
    private static readonly Comparer<QueuedStream> Order = Comparer<QueuedStream>.Create(Compare);

    private readonly Dictionary<string, SortedSet<QueuedStream>> _queues = new(StringComparer.Ordinal);

    /// <summary>A stream's row has changed; either may be absent.</summary>
    public void Move(EntityId entity, ListingRow? before, ListingRow? after)
    {
        if (Waiting(entity, before) is { } left && _queues.TryGetValue(before!.Queue, out var old) && old.Remove(left) && old.Count == 0)
            _queues.Remove(before.Queue);
        if (Waiting(entity, after) is not { } joined)
            return;
        if (!_queues.TryGetValue(after!.Queue, out var queue))
            _queues.Add(after.Queue, queue = new SortedSet<QueuedStream>(Order));
        queue.Add(joined);
    }

    public IReadOnlyList<QueuedStream> Page(string name, QueuedCursor? after, int limit)
    {
        if (!_queues.TryGetValue(name, out var queue))
            return [];
        if (after is not { } cursor)
            return [.. queue.Take(limit)];
        var last = new QueuedStream(cursor.Entity, cursor.Priority, cursor.QueuedAt, "");
        return Compare(last, queue.Max!) >= 0 ? [] : [.. queue.GetViewBetween(last, queue.Max).SkipWhile(stream => Compare(stream, last) == 0).Take(limit)];
    }

    private static QueuedStream? Waiting(EntityId entity, ListingRow? row) =>
        row?.QueuedAt is { } since ? new QueuedStream(entity, row.Priority, since, row.Limits) : null;

    private static int Compare(QueuedStream? one, QueuedStream? other)
    {
        var (left, right) = (one!, other!);
        var order = right.Priority.CompareTo(left.Priority);
        order = order != 0 ? order : left.QueuedAt.CompareTo(right.QueuedAt);
        order = order != 0 ? order : string.CompareOrdinal(left.Entity.Kind, right.Entity.Kind);
        return order != 0 ? order : string.CompareOrdinal(left.Entity.Id, right.Entity.Id);
    }
}
