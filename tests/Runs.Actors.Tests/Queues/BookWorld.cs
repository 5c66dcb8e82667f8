using Runs.Actors.Queues.Admission;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Actors.Tests.Queues;

/// <summary>A book, the rows that are the truth behind it, and what may happen between them: a number says what.</summary>
internal sealed class BookWorld
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[][] Needs = [["a"], ["b"], ["a", "b"], ["b", "c"], ["a", "b", "c"]];

    private readonly Dictionary<(string Limit, int Slot), PermitRecord> _rows = [];
    private readonly SortedDictionary<string, Waiter> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = [];
    private readonly List<Proposal> _underWay = [];
    private readonly Queue<(string Limit, IReadOnlyList<PermitRecord> Rows, long Begun)> _reads = new();

    public AdmissionBook Book { get; } = new(Capacity);

    /// <summary>Who waits, as far as the book can know.</summary>
    public IEnumerable<Waiter> Waiting => _waiting.Values.OrderBy(waiter => waiter, WaiterOrder.Instance);

    public static int Capacity(string limit) => limit == "c" ? 3 : 2;

    public void Move(ushort move)
    {
        var which = move / 16;
        switch (move % 16)
        {
            case <= 4:
                Arrive(which);
                break;
            case 5:
                Leave(which);
                break;
            case 6 or 7:
                BeginRead(which);
                break;
            case 8 or 9:
                EndRead();
                break;
            case 10:
                TakeFromOutside(which);
                break;
            case 11:
                GiveBack(which, isHeard: false);
                break;
            case 12:
                GiveBack(which, isHeard: true);
                break;
            default:
                Answer(which);
                break;
        }
    }

    /// <summary>Who should go next, by the book's own knowledge, found by looking at everybody.</summary>
    public WaiterId? FirstThatCouldGo() => Waiting
        .FirstOrDefault(waiter => _underWay.All(proposal => proposal.Waiter.Id != waiter.Id) && waiter.Limits.All(limit => Book.Limit(limit)!.IsFull == false))?.Id;

    /// <summary>Asks the book; the proposal is answered by a later move.</summary>
    public WaiterId? Propose()
    {
        var held = Book.Limits.SelectMany(slots => slots.Holders.Select(holder => (slots.Name, holder.Key))).ToHashSet();
        if (Book.Next() is not { } proposal)
            return null;
        proposal.Slots.ShouldAllBe(slot => !held.Contains(new(slot.Limit, slot.Slot)) && slot.Slot < Capacity(slot.Limit));
        proposal.Slots.Select(slot => slot.Limit).ShouldBe(proposal.Waiter.Limits);
        _underWay.Add(proposal);
        return proposal.Waiter.Id;
    }

    public void ReadAll()
    {
        _reads.Clear();
        for (var limit = 0; limit < 3; limit++)
        {
            BeginRead(limit);
            EndRead();
        }
    }

    /// <summary>Nothing is lost any more: all answers come, all is read, and who holds a slot gives it back.</summary>
    public void Finish()
    {
        for (var rounds = 0; _waiting.Count > 0 && rounds < 1000; rounds++)
        {
            while (_underWay.Count > 0)
                AnswerTruly(_underWay[0]);
            while (_rows.Any(row => row.Value.Holder is not null))
                GiveBack(0, isHeard: false);
            ReadAll();
            while (Propose() is not null)
            {
            }
        }
    }

    private void Arrive(int which)
    {
        var id = $"run-{which % 40:D2}";
        var waiter = new Waiter(new WaiterId(id), which % 3, Start.AddSeconds(which % 7), 0, [.. Needs[which % Needs.Length]]);
        if (_underWay.Any(proposal => proposal.Waiter.Id == waiter.Id))
            return;
        Book.Add(waiter);
        _waiting[id] = waiter;
        _gone.Remove(id);
    }

    private void Leave(int which)
    {
        var id = $"run-{which % 40:D2}";
        Book.Remove(new WaiterId(id)).ShouldBe(_waiting.Remove(id));
    }

    private void BeginRead(int which)
    {
        var limit = "abc"[which % 3].ToString();
        var begun = Book.BeginRead(limit);
        _reads.Enqueue((limit, [.. _rows.Where(row => row.Key.Limit == limit).Select(row => row.Value)], begun));
    }

    private void EndRead()
    {
        if (_reads.TryDequeue(out var read))
            Book.See(read.Limit, read.Rows, read.Begun);
    }

    private void TakeFromOutside(int which)
    {
        var key = ("abc"[which % 3].ToString(), which % 2);
        if (_rows.GetValueOrDefault(key).Holder is null)
            _rows[key] = new PermitRecord(key.Item2, _rows.GetValueOrDefault(key).Generation + 1, new EntityId("run", "outsider"), "", 0);
    }

    private void GiveBack(int which, bool isHeard)
    {
        var held = _rows.Where(row => row.Value.Holder is not null).OrderBy(row => row.Key).ToList();
        if (held.Count == 0)
            return;
        var (key, row) = held[which % held.Count];
        _rows[key] = row with { Holder = null };
        if (isHeard)
            Book.Freed(key.Limit, key.Slot, row.Generation);
    }

    private void Answer(int which)
    {
        if (_underWay.Count == 0)
            return;
        var proposal = _underWay[which % _underWay.Count];
        if (which % 5 == 0)
        {
            _underWay.Remove(proposal);
            if (which % 2 == 0 && TakenOf(proposal) is null)
                Take(proposal);
            Book.Unknown(proposal);
            // It is heard of again, whether or not it has gone.
            if (_waiting.TryGetValue(proposal.Waiter.Id.Run, out var waiter))
                Book.Add(waiter);
        }
        else
        {
            AnswerTruly(proposal);
        }
    }

    private void AnswerTruly(Proposal proposal)
    {
        _underWay.Remove(proposal);
        var id = proposal.Waiter.Id.Run;
        if (!_waiting.ContainsKey(id) || _gone.Contains(id))
        {
            Book.Unwanted(proposal);
            _waiting.Remove(id);
        }
        else if (TakenOf(proposal) is not null)
        {
            Book.Taken(proposal);
        }
        else
        {
            Take(proposal);
            Book.Granted(proposal);
            _waiting.Remove(id);
        }
    }

    private void Take(Proposal proposal)
    {
        foreach (var slot in proposal.Slots)
            _rows[(slot.Limit, slot.Slot)] = new PermitRecord(slot.Slot, slot.Generation, new EntityId("run", proposal.Waiter.Id.Run), "", 0);
        _gone.Add(proposal.Waiter.Id.Run);
    }

    private string? TakenOf(Proposal proposal) => proposal.Slots
        .Where(slot => _rows.TryGetValue((slot.Limit, slot.Slot), out var row) && (row.Holder is not null || row.Generation >= slot.Generation))
        .Select(slot => slot.Limit)
        .FirstOrDefault();
}
