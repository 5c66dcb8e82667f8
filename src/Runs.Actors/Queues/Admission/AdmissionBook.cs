using Runs.Runtime.Journal;

namespace Runs.Actors.Queues.Admission;

/// <summary>
/// Who waits in a queue, what is known of the slots of its limits, and so who may go next. Pure: no clock, no journal, no messages. In order
/// (priority, then time, then id) each gets its permits who can have all of them. Who can't waits, and keeps nobody back who needs none of the
/// limits that are full. What is done costs the logarithm of who waits.
/// </summary>
/// <param name="capacity">How many of a limit may be held at a time.</param>
internal sealed class AdmissionBook(Func<string, int> capacity)
{
    private readonly Dictionary<WaiterId, BookEntry> _entries = [];
    private readonly Dictionary<string, HashSet<WaiterId>> _stepsOf = new(StringComparer.Ordinal);
    private readonly RankedSet<Waiter> _runs = new(WaiterOrder.Instance);
    private readonly RankedSet<Waiter> _steps = new(WaiterOrder.Instance);
    private readonly LimitLines _lines = new(capacity);

    /// <summary>How many runs wait.</summary>
    public int WaitingRuns => _runs.Count;

    /// <summary>How many steps of runs wait.</summary>
    public int WaitingSteps => _steps.Count;

    /// <summary>How many proposals nobody has answered yet.</summary>
    public int UnderWay { get; private set; }

    /// <summary>How many of them were made to runs, and not to their steps.</summary>
    public int RunsUnderWay { get; private set; }

    /// <summary>Everybody who waits, in no order.</summary>
    public IReadOnlyCollection<WaiterId> Waiting => _entries.Keys;

    /// <summary>The limits, by name.</summary>
    public IEnumerable<LimitSlots> Limits => _lines.All;

    /// <summary>The limits that somebody waits for.</summary>
    public IEnumerable<string> NeededLimits => _lines.Needed;

    /// <summary>The limits that must be read (once more), each of them once.</summary>
    public IReadOnlyList<string> TakeUnclear() => _lines.TakeUnclear();

    /// <summary>The slots of a limit; <see langword="null"/> for one that nobody has asked for.</summary>
    public LimitSlots? Limit(string limit) => _lines.Find(limit);

    /// <summary>Whether somebody waits.</summary>
    public bool Has(WaiterId id) => _entries.ContainsKey(id);

    /// <summary>The place of a run among those that wait, from 1 on; 0 for one that doesn't wait.</summary>
    public int PositionOf(string run) => _entries.TryGetValue(new WaiterId(run), out var entry) ? _runs.RankOf(entry.Waiter) + 1 : 0;

    /// <summary>The first runs that wait, in order.</summary>
    public IEnumerable<Waiter> FirstRuns(int count) => Enumerable.Range(0, Math.Min(count, _runs.Count)).Select(_runs.At);

    /// <summary>Somebody waits, or for something else than before. <see langword="false"/> when that was known.</summary>
    public bool Add(Waiter waiter)
    {
        if (_entries.TryGetValue(waiter.Id, out var entry))
        {
            if (entry.Waiter == waiter)
                return false;
            Exclude(entry);
            entry.Waiter = waiter;
        }
        else
        {
            _entries[waiter.Id] = entry = new BookEntry(waiter);
            if (!waiter.Id.IsRun)
                StepsOf(waiter.Id.Run).Add(waiter.Id);
        }

        RanksOf(waiter).Add(waiter);
        if (entry.UnderWay is null)
            _lines.Add(waiter);
        return true;
    }

    /// <summary>These steps of a run wait, and no others of it.</summary>
    public void SetSteps(string run, IEnumerable<Waiter> steps)
    {
        var gone = _stepsOf.TryGetValue(run, out var before) ? before.ToHashSet() : [];
        foreach (var step in steps)
        {
            gone.Remove(step.Id);
            Add(step);
        }

        foreach (var id in gone)
            Remove(id);
    }

    /// <summary>Somebody doesn't wait any more. What is proposed to it stays so until it answers.</summary>
    public bool Remove(WaiterId id)
    {
        if (!_entries.TryGetValue(id, out var entry))
            return false;
        Remove(entry);
        return true;
    }

    /// <summary>Who may go next; <see langword="null"/> when nobody can. Each proposal is answered by one of the methods below.</summary>
    public Proposal? Next()
    {
        if (_lines.TakeFirst() is not { } waiter)
            return null;
        var proposal = new Proposal(waiter, [.. waiter.Limits.Select(_lines.Propose)]);
        _entries[waiter.Id].UnderWay = proposal;
        UnderWay++;
        RunsUnderWay += waiter.Id.IsRun ? 1 : 0;
        return proposal;
    }

    /// <summary>The run has taken the slots.</summary>
    public void Granted(Proposal proposal)
    {
        foreach (var slot in proposal.Slots)
            _lines.Change(slot.Limit, slots => slots.Hold(slot, proposal.Waiter.Id));
        Answered(proposal, waitsOn: false);
    }

    /// <summary>The run doesn't want the slots (any more), or can't take any now; it is counted again when it is heard of again.</summary>
    public void Unwanted(Proposal proposal)
    {
        foreach (var slot in proposal.Slots)
            _lines.Change(slot.Limit, slots => slots.TakeBack(slot));
        Answered(proposal, waitsOn: false);
    }

    /// <summary>Somebody else has one of the slots. Nobody gets them until the journal has been read; the waiter may get others.</summary>
    public void Taken(Proposal proposal)
    {
        Doubt(proposal);
        Answered(proposal, waitsOn: true);
    }

    /// <summary>
    /// Whether the run has taken the slots is unknown. Nobody gets them until the journal has been read, and the waiter is counted again when
    /// it is heard of again.
    /// </summary>
    public void Unknown(Proposal proposal)
    {
        Doubt(proposal);
        Answered(proposal, waitsOn: false);
    }

    /// <summary>A read of a limit's rows begins.</summary>
    public long BeginRead(string limit)
    {
        var begun = 0L;
        _lines.Change(limit, slots => begun = slots.BeginRead());
        return begun;
    }

    /// <summary>What a read has found.</summary>
    public void See(string limit, IReadOnlyList<PermitRecord> rows, long begun) => _lines.Change(limit, slots => slots.See(rows, begun));

    /// <summary>Somebody has given a slot back. Of limits that nobody has asked for nothing needs to be known.</summary>
    public void Freed(string limit, int slot, long generation)
    {
        if (_lines.Find(limit) is not null)
            _lines.Change(limit, slots => slots.Free(slot, generation));
    }

    private void Doubt(Proposal proposal)
    {
        foreach (var slot in proposal.Slots)
            _lines.Change(slot.Limit, slots => slots.Doubt(slot));
    }

    private void Answered(Proposal proposal, bool waitsOn)
    {
        UnderWay--;
        RunsUnderWay -= proposal.Waiter.Id.IsRun ? 1 : 0;
        // It may have left meanwhile, and come again for something else.
        if (!_entries.TryGetValue(proposal.Waiter.Id, out var entry) || entry.UnderWay != proposal)
            return;
        if (waitsOn || entry.Waiter != proposal.Waiter)
        {
            entry.UnderWay = null;
            _lines.Add(entry.Waiter);
            return;
        }

        // While it has one it stands nowhere, so there is nowhere to take it from.
        Remove(entry);
    }

    private void Remove(BookEntry entry)
    {
        var id = entry.Waiter.Id;
        _entries.Remove(id);
        Exclude(entry);
        if (!id.IsRun && _stepsOf.TryGetValue(id.Run, out var steps) && steps.Remove(id) && steps.Count == 0)
            _stepsOf.Remove(id.Run);
    }

    private HashSet<WaiterId> StepsOf(string run)
    {
        if (!_stepsOf.TryGetValue(run, out var steps))
            _stepsOf[run] = steps = [];
        return steps;
    }

    private void Exclude(BookEntry entry)
    {
        RanksOf(entry.Waiter).Remove(entry.Waiter);
        if (entry.UnderWay is null)
            _lines.Remove(entry.Waiter);
    }

    private RankedSet<Waiter> RanksOf(Waiter waiter) => waiter.Id.IsRun ? _runs : _steps;
}
