using Runs.Actors.Queues.Admission;
using Runs.Actors.Queues.Messages;
using Runs.Domain;
using Runs.Domain.Admissions;
using Runs.Domain.Runs;
using Runs.Runtime;
using Runs.Runtime.Cells;
using Runs.Runtime.Journal;
using Runs.Runtime.Messaging;

namespace Runs.Actors.Queues;

/// <summary>
/// The coordinator of a queue: it decides who goes next, and proposes free slots to runs and to their steps. It stores nothing. What it knows it
/// has from the journal, which it reads when it begins and every few seconds while somebody waits, and from hints in between. A run that takes
/// what it is proposed stores that itself, so that a coordinator which is wrong, or one too many, costs a retry and never an overrun.
/// </summary>
internal sealed class CoordinatorActor : IEntity
{
    private readonly EntityContext _context;
    private readonly CoordinatorHost _host;
    private readonly CoordinatorErrands _errands;
    private readonly AdmissionBook _book;
    private readonly KeptPlaces _places;
    private readonly HashSet<string> _slotReads = new(StringComparer.Ordinal);
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private readonly string _queue;
    private readonly QueueRules _rules;
    private DateTimeOffset _readAgainAt;
    private bool _isReading;
    private bool _knowsWaiters;

    public CoordinatorActor(EntityContext context, CoordinatorHost host)
    {
        _context = context;
        _host = host;
        _queue = context.Id.Id;
        _rules = host.Rules.Queues.GetValueOrDefault(_queue) ?? new QueueRules();
        _errands = new CoordinatorErrands(context, host);
        _book = new AdmissionBook(limit => host.Rules.CapacityOf(limit) ?? int.MaxValue);
        _places = new KeptPlaces();
    }

    /// <inheritdoc/>
    public DateTimeOffset? WakeAt => _isReading || IsIdle ? null : _readAgainAt;

    /// <inheritdoc/>
    public bool CanPassivate => IsIdle && !_isReading && _slotReads.Count == 0;

    /// <inheritdoc/>
    public bool IsDone => false;

    /// <inheritdoc/>
    public IReadOnlyList<object> Staged => [];

    private bool IsIdle => _book.Waiting.Count == 0 && _book.UnderWay == 0;

    /// <inheritdoc/>
    public void Load(in StoredAppend append) => throw new InvalidOperationException($"{_context.Id} stores nothing, and yet something is stored of it.");

    /// <inheritdoc/>
    public void Recovered()
    {
        ReadWaiters();
        if (_rules.MaxConcurrentRuns is not null)
            ReadSlots(LimitKeys.RunsOf(_queue));
    }

    /// <inheritdoc/>
    public Reply Decide(Envelope envelope, DateTimeOffset now) => envelope.Command switch
    {
        QueueNews news => Hear(news),
        MayQueue question => Answer(question, now),
        FindPlaces question => Reply.Ok(PlacesOf(question)),
        GrantAnswered answered => Settle(answered),
        WaitersRead read => See(read, now),
        SlotsRead read => See(read),
        LookAgain or WakeUp or Activate => LookAgainIfDue(now),
        _ => throw new InvalidOperationException($"Queues know no command of type {envelope.Command.GetType().Name}."),
    };

    /// <inheritdoc/>
    public bool Stage(Append append) => false;

    /// <inheritdoc/>
    public void Commit(Append append) => throw new InvalidOperationException($"{_context.Id} stores nothing.");

    /// <inheritdoc/>
    public void Drop()
    {
        if (_host.IsDraining())
            return;
        foreach (var limit in _book.TakeUnclear())
            ReadSlots(limit);
        // Before everybody in line is known, the first that is heard of would go past those who wait for longer.
        while (_knowsWaiters && _book.UnderWay < CoordinatorHost.MaxUnderWay && _book.Next() is { } proposal)
            _ = _errands.Grant(proposal);
    }

    /// <inheritdoc/>
    public void Stop() => _errands.End();

    private Reply Hear(QueueNews news)
    {
        foreach (var run in news.Runs)
            Join(new Waiter(new WaiterId(run.Run), run.Priority, run.Since, 0, run.Limits));
        foreach (var run in news.Left)
        {
            Note(run);
            _book.Remove(new WaiterId(run));
            _places.Give(run);
        }

        foreach (var steps in news.Steps)
            _book.SetSteps(steps.Run, steps.Steps.Select(step => new Waiter(new WaiterId(steps.Run, step.Step), steps.Priority, step.Since, step.Order, step.Limits)));
        foreach (var freed in news.Freed)
            _book.Freed(freed.Limit, freed.Slot, freed.Generation);
        return Reply.Ok();
    }

    private void Join(Waiter run)
    {
        Note(run.Id.Run);
        _places.Give(run.Id.Run);
        _book.Add(run);
    }

    /// <summary>Something newer is known of a run than a read that is under way will say.</summary>
    private void Note(string run)
    {
        if (_isReading)
            _heard.Add(run);
    }

    private Reply Settle(GrantAnswered answered)
    {
        var proposal = answered.Proposal;
        if (proposal.Waiter.Id.IsRun)
            Note(proposal.Waiter.Id.Run);
        switch (answered.Refusal?.Code)
        {
            case null:
                _book.Granted(proposal);
                break;
            case RefusalCodes.SlotTaken:
                _book.Taken(proposal);
                break;
            case RunErrors.PermitUnwanted or RefusalCodes.Busy or RefusalCodes.NotWritten or RefusalCodes.Quarantined:
                _book.Unwanted(proposal);
                break;
            default:
                _book.Unknown(proposal);
                break;
        }

        return Reply.Ok();
    }

    private Reply See(WaitersRead read, DateTimeOffset now)
    {
        _isReading = false;
        _readAgainAt = now + (read.Waiting is null ? CoordinatorHost.RetryAfter : CoordinatorHost.ReadEvery);
        if (read.Waiting is null)
            return Reply.Ok();
        _knowsWaiters = true;
        var gone = _book.Waiting.Where(id => id.IsRun && !_heard.Contains(id.Run)).ToHashSet();
        foreach (var waiting in read.Waiting)
        {
            var id = new WaiterId(waiting.Entity.Id);
            gone.Remove(id);
            if (_host.WakesRuns && !_heard.Contains(id.Run) && waiting.Limits.Length > 0)
                _book.Add(new Waiter(id, waiting.Priority, waiting.QueuedAt, 0, [.. waiting.Limits.Split('\n')]));
        }

        foreach (var id in gone)
            _book.Remove(id);
        _heard.Clear();
        return Reply.Ok();
    }

    private Reply See(SlotsRead read)
    {
        _slotReads.Remove(read.Limit);
        if (read.Rows is null)
            ReadSlots(read.Limit);
        else
            _book.See(read.Limit, read.Rows, read.Begun);
        return Reply.Ok();
    }

    private Reply LookAgainIfDue(DateTimeOffset now)
    {
        if (!_isReading && now >= _readAgainAt)
        {
            ReadWaiters();
            foreach (var limit in _book.NeededLimits.ToList())
                ReadSlots(limit);
        }

        return Reply.Ok();
    }

    private void ReadWaiters()
    {
        _isReading = true;
        _ = _errands.ReadWaiters();
    }

    private void ReadSlots(string limit)
    {
        if (_slotReads.Add(limit))
            _ = _errands.ReadSlots(limit, _book.BeginRead(limit));
    }

    private Reply Answer(MayQueue question, DateTimeOffset now)
    {
        if (_rules.MaxQueued is not { } most || _book.Has(new WaiterId(question.Run)))
            return Reply.Ok();
        var slots = _book.Limit(LimitKeys.RunsOf(_queue));
        if (!_knowsWaiters || slots is { IsRead: false })
            return Reply.Refused(RefusalCodes.Busy, $"The coordinator of queue {_queue} is just beginning; ask again in a moment.");
        var free = slots is null ? 0L : Math.Max(0, slots.Capacity - slots.Used);
        var waiting = _book.WaitingRuns - _book.RunsUnderWay + _places.Count(question.Run, now);
        if (waiting >= most + free)
            return Reply.Refused(RunErrors.QueueFull, $"Queue {_queue} has {_book.WaitingRuns} runs waiting and takes {most} (max-queued); start the run when some have begun.");
        _places.Keep(question.Run, now + CoordinatorHost.PlaceKept);
        return Reply.Ok();
    }

    private QueuePlaces PlacesOf(FindPlaces question) => new(
        [.. question.Runs.Select(_book.PositionOf)],
        _book.Limit(LimitKeys.RunsOf(_queue))?.Used ?? 0,
        _rules.MaxConcurrentRuns ?? 0,
        _book.WaitingRuns);
}
