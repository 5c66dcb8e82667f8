using Runs.Runtime.Journal;

namespace Runs.Actors.Queues.Admission;

/// <summary>
/// The slots of one limit, as far as they are known. The journal's rows are the truth; what is heard between two reads of them is believed
/// until a read that began later says otherwise.
/// </summary>
/// <param name="name">The limit.</param>
/// <param name="capacity">How many may be held at a time.</param>
internal sealed class LimitSlots(string name, int capacity)
{
    private readonly Dictionary<int, SlotState> _slots = [];
    private readonly SortedSet<int> _gaps = [];
    private int _next;
    private int _used;
    private long _clock;

    /// <summary>The limit.</summary>
    public string Name { get; } = name;

    /// <summary>How many may be held at a time.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>How many can't be proposed now.</summary>
    public int Used => _used;

    /// <summary>Whether the journal was read at least once.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Whether something is in doubt that a read clears up.</summary>
    public bool IsDoubtful => Doubts > 0;

    /// <summary>Whether somebody hasn't answered a proposal.</summary>
    public bool HasProposals => Proposals > 0;

    /// <summary>Whether nothing can be proposed.</summary>
    public bool IsFull => !IsRead || _used >= Capacity;

    /// <summary>The slots that are held or may be, by slot.</summary>
    public IEnumerable<KeyValuePair<int, SlotState>> Holders =>
        _slots.Where(slot => slot.Value.Use is SlotUse.Held or SlotUse.Doubtful).OrderBy(slot => slot.Key);

    private int Doubts { get; set; }

    private int Proposals { get; set; }

    /// <summary>A read of the rows begins now. Its time goes with what it finds.</summary>
    public long BeginRead() => ++_clock;

    /// <summary>The rows, as a read found them that began at a time.</summary>
    public void See(IReadOnlyList<PermitRecord> rows, long begun)
    {
        IsRead = true;
        var seen = new HashSet<int>();
        foreach (var row in rows)
        {
            seen.Add(row.Slot);
            See(row, begun);
        }

        // Rows stay for ever, so that one which isn't there was never written.
        foreach (var (slot, state) in _slots.ToList())
        {
            if (!seen.Contains(slot) && state.Use is SlotUse.Held or SlotUse.Doubtful && state.Learnt < begun)
                Put(slot, state with { Use = SlotUse.Free, Holder = "", Step = "" });
        }
    }

    /// <summary>Chooses the lowest slot that can be proposed.</summary>
    public ProposedSlot Propose()
    {
        if (IsFull)
            throw new InvalidOperationException($"All slots of {Name} are taken.");
        var slot = _gaps.Count > 0 && _gaps.Min < Capacity ? _gaps.Min : _next;
        var known = StateOf(slot);
        Put(slot, known with { Use = SlotUse.Proposed });
        return new ProposedSlot(Name, slot, known.Generation + 1);
    }

    /// <summary>A proposal was refused before anybody took the slot.</summary>
    public void TakeBack(ProposedSlot proposed)
    {
        if (StateOf(proposed.Slot) is { Use: SlotUse.Proposed } state)
            Put(proposed.Slot, state with { Use = SlotUse.Free });
    }

    /// <summary>A proposal was taken.</summary>
    public void Hold(ProposedSlot proposed, WaiterId holder)
    {
        var state = StateOf(proposed.Slot);
        // Whoever took it may have given it back already, and been heard first.
        if (state.Use is SlotUse.Proposed or SlotUse.Doubtful && state.Generation < proposed.Generation)
            Put(proposed.Slot, new SlotState(SlotUse.Held, proposed.Generation, holder.Run, holder.Step, ++_clock));
        else if (state.Use == SlotUse.Proposed)
            Put(proposed.Slot, state with { Use = SlotUse.Free });
    }

    /// <summary>Whether a proposal was taken, or by whom the slot was, is unknown until the next read.</summary>
    public void Doubt(ProposedSlot proposed)
    {
        var state = StateOf(proposed.Slot);
        if (state.Use == SlotUse.Proposed)
            Put(proposed.Slot, state with { Use = SlotUse.Doubtful, Learnt = ++_clock });
    }

    /// <summary>Somebody has given a slot back that it held in a generation.</summary>
    public void Free(int slot, long generation)
    {
        var state = StateOf(slot);
        if (generation < state.Generation || (generation == state.Generation && state.Use == SlotUse.Doubtful))
            return;
        // The answer to the proposal is still on its way; until then the slot isn't proposed to anybody else.
        var use = state.Use == SlotUse.Proposed ? SlotUse.Proposed : SlotUse.Free;
        Put(slot, new SlotState(use, generation, "", "", ++_clock));
    }

    private void See(PermitRecord row, long begun)
    {
        var known = StateOf(row.Slot);
        if (known.Use == SlotUse.Proposed)
            return;
        var isNews = known.Learnt < begun || row.Generation > known.Generation || (row.Generation == known.Generation && row.Holder is null);
        if (!isNews)
            return;
        // What is in doubt since the read began isn't cleared up by rows that say what was known before.
        if (known.Use == SlotUse.Doubtful && known.Learnt > begun && row.Generation <= known.Generation)
            return;
        var use = row.Holder is null ? SlotUse.Free : SlotUse.Held;
        Put(row.Slot, new SlotState(use, Math.Max(row.Generation, known.Generation), row.Holder?.Id ?? "", row.Step, Math.Max(known.Learnt, begun)));
    }

    private SlotState StateOf(int slot) => _slots.GetValueOrDefault(slot, new SlotState(SlotUse.Free, 0, "", "", 0));

    private void Put(int slot, SlotState state)
    {
        var before = StateOf(slot);
        Doubts += Count(state.Use == SlotUse.Doubtful) - Count(before.Use == SlotUse.Doubtful);
        Proposals += Count(state.Use == SlotUse.Proposed) - Count(before.Use == SlotUse.Proposed);
        _used += Count(state.Use != SlotUse.Free) - Count(before.Use != SlotUse.Free);
        _slots[slot] = state;
        for (; _next <= slot; _next++)
            _gaps.Add(_next);
        if (state.Use == SlotUse.Free)
            _gaps.Add(slot);
        else
            _gaps.Remove(slot);
    }

    private static int Count(bool counts) => counts ? 1 : 0;
}
