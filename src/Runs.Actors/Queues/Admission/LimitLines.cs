using Runs.Domain;

namespace Runs.Actors.Queues.Admission;

/// <summary>
/// The limits, and who waits in front of which. Waiters of the same limits stand together, in front of one limit that is full, or of any
/// while none is. What is done costs the logarithm of what stands here, and a group moves only when a slot has become free in front of it.
/// </summary>
/// <param name="capacity">How many of a limit may be held at a time.</param>
internal sealed class LimitLines(Func<string, int> capacity)
{
    /// <summary>So many limits stay known although nobody may wait for them.</summary>
    private const int MaxIdle = 1024;

    private readonly Dictionary<string, LimitLine> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WaiterGroup> _groups = new(StringComparer.Ordinal);
    private readonly SortedSet<LimitLine> _open = new(LimitLine.ByHead);
    private readonly SortedSet<string> _unclear = new(StringComparer.Ordinal);
    private int _sweepAt = MaxIdle;

    /// <summary>The limits, by name.</summary>
    public IEnumerable<LimitSlots> All => _lines.Values.Select(line => line.Slots).OrderBy(slots => slots.Name, StringComparer.Ordinal);

    /// <summary>The limits that somebody waits for.</summary>
    public IEnumerable<string> Needed => _lines.Values.Where(line => line.Needed > 0).Select(line => line.Slots.Name);

    /// <summary>The limits that haven't been read yet, or are in doubt. Each is named once for each time that this becomes so.</summary>
    public IReadOnlyList<string> TakeUnclear()
    {
        if (_unclear.Count == 0)
            return [];
        List<string> unclear = [.. _unclear];
        _unclear.Clear();
        return unclear;
    }

    /// <summary>The slots of a limit; <see langword="null"/> for one that nobody has asked for.</summary>
    public LimitSlots? Find(string limit) => _lines.GetValueOrDefault(limit)?.Slots;

    /// <summary>Somebody waits.</summary>
    public void Add(Waiter waiter)
    {
        var group = GroupOf(waiter.Limits);
        Leave(group);
        group.Waiters.Add(waiter);
        Stand(group);
    }

    /// <summary>Somebody doesn't wait any more.</summary>
    public void Remove(Waiter waiter)
    {
        var group = GroupOf(waiter.Limits);
        Leave(group);
        group.Waiters.Remove(waiter);
        Stand(group);
    }

    /// <summary>The first in order who can have all that it waits for, taken out; <see langword="null"/> when nobody can.</summary>
    public Waiter? TakeFirst()
    {
        while (_open.Min is { } line)
        {
            var group = line.First;
            Leave(group);
            if (group.Full() is not null)
            {
                Stand(group);
                continue;
            }

            var first = group.Waiters.Min!;
            group.Waiters.Remove(first);
            Stand(group);
            return first;
        }

        return null;
    }

    /// <summary>Changes the slots of a limit.</summary>
    public void Change(string limit, Action<LimitSlots> change)
    {
        var line = LineOf(limit);
        Close(line);
        change(line.Slots);
        Open(line);
        if (line.Slots.IsDoubtful || !line.Slots.IsRead)
            _unclear.Add(limit);
        else
            _unclear.Remove(limit);
    }

    /// <summary>Chooses a slot of a limit that has one.</summary>
    public ProposedSlot Propose(string limit)
    {
        var line = LineOf(limit);
        Close(line);
        var slot = line.Slots.Propose();
        Open(line);
        return slot;
    }

    private LimitLine LineOf(string limit)
    {
        if (_lines.TryGetValue(limit, out var line))
            return line;
        if (_lines.Count >= _sweepAt)
            Sweep();
        _unclear.Add(limit);
        return _lines[limit] = new LimitLine(new LimitSlots(limit, capacity(limit)));
    }

    /// <summary>Forgets what can be read again.</summary>
    private void Sweep()
    {
        foreach (var (limit, line) in _lines.Where(line => line.Value is { Needed: 0, Slots.HasProposals: false }).ToList())
            _lines.Remove(limit);
        _sweepAt = Math.Max(MaxIdle, 2 * _lines.Count);
    }

    private WaiterGroup GroupOf(ValueArray<string> limits)
    {
        var key = limits.Count == 1 ? limits[0] : string.Join('\n', limits);
        if (_groups.TryGetValue(key, out var group))
            return group;
        group = new WaiterGroup(key);
        foreach (var limit in limits)
        {
            var line = LineOf(limit);
            line.Needed++;
            group.Lines.Add(line);
        }

        return _groups[key] = group;
    }

    /// <summary>Before the first of a group changes: what is ordered by it must not hold it meanwhile.</summary>
    private void Leave(WaiterGroup group)
    {
        if (group.StandsAt is not { } line)
            return;
        Close(line);
        line.Groups.Remove(group);
        Open(line);
        group.StandsAt = null;
    }

    private void Stand(WaiterGroup group)
    {
        if (group.Waiters.Count == 0)
        {
            _groups.Remove(group.Key);
            foreach (var needed in group.Lines)
                needed.Needed--;
            return;
        }

        var line = group.Full() ?? group.Lines[0];
        Close(line);
        line.Groups.Add(group);
        Open(line);
        group.StandsAt = line;
    }

    /// <summary>Before the first in a line, or what is known of its slots, changes.</summary>
    private void Close(LimitLine line)
    {
        if (line.IsOpen)
            _open.Remove(line);
    }

    private void Open(LimitLine line)
    {
        if (line.IsOpen)
            _open.Add(line);
    }
}
