using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Lanes;
using Runs.Runtime.Messaging;
using Runs.Runtime.Shards;
using Runs.Runtime.Subscriptions;

namespace Runs.Runtime.Cells;

/// <summary>
/// One live entity: its mailbox, its turns and its recoveries. A turn takes what waits in the mailbox, lets the entity decide
/// it, makes one append of everything decided, awaits that append and nothing else, and only then answers. When the outcome of
/// an append is unknown, the cell has the shard's epoch raised, recovers the entity from the journal, and decides the
/// same commands again on what it then knows.
/// </summary>
internal sealed partial class Cell
{
    private readonly EntityId _id;
    private readonly EntityLoader _loader;
    private readonly CellHost _host;
    private readonly ShardOwner _shards;
    private readonly Shard _shard;
    private readonly Func<Cell, DateTimeOffset?, bool> _retire;
    private readonly Mailbox _mailbox;
    private readonly List<Envelope> _turn = [];
    private readonly List<Reply> _replies = [];
    private readonly WakeTimer _timer;
    private IEntity? _entity;
    private AppendTicket _ticket;
    private long _seq;
    private int _notWritten;
    private int _doubts;
    private int _crashes;
    private volatile bool _ended;
    private volatile bool _hasMoved;
    private long _lastActive;

    public Cell(EntityId id, IEntityFactory factory, CellHost host, ShardOwner shards, Shard shard, Func<Cell, DateTimeOffset?, bool> retire)
    {
        _id = id;
        _host = host;
        _shards = shards;
        _shard = shard;
        _retire = retire;
        _mailbox = new Mailbox(host.Options.MailboxCapacity, host.Options.MailboxReserved);
        _loader = new EntityLoader(id, factory, new EntityContext(id, host.Node, host.Time, _mailbox.Insist), host);
        _timer = new WakeTimer(host.Time, () => Post(Envelope.Tell(WakeUp.Instance)) != PostOutcome.Full);
        _ticket = NewTicket();
        _lastActive = host.Time.GetTimestamp();
    }

    public EntityId Id => _id;

    /// <summary>Its shard.</summary>
    public int Shard => _shard.Number;

    /// <summary>Completes when the cell has ended; never faults.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Start() => Ended = Live();

    public PostOutcome Post(Envelope envelope) => _mailbox.Post(envelope);

    public bool TryClose() => _mailbox.TryClose();

    /// <summary>Lets an idle cell look whether it may go.</summary>
    public void Nudge() => _mailbox.Nudge();

    public bool IsIdleFor(TimeSpan time) => _host.Time.GetElapsedTime(Volatile.Read(ref _lastActive)) >= time;

    /// <summary>Ends the cell after the turn under way; what waits is answered with <c>node.stopping</c>.</summary>
    public void Stop()
    {
        _ended = true;
        Answer(_mailbox.Close(), Stopping);
    }

    /// <summary>Ends the cell after the turn under way, because its shard isn't here any more; what waits is answered with <c>shard.moved</c>.</summary>
    public void Leave()
    {
        _hasMoved = true;
        _ended = true;
        Answer(_mailbox.Close(), Moved);
    }

    private async Task Live()
    {
        // The creator holds the lock of the cells: go on elsewhere.
        await Task.Yield();
        while (!_ended)
        {
            if (_entity is null && !await Recover())
                continue;
            if (_turn.Count == 0)
            {
                await _mailbox.Ready();
                _mailbox.Take(_turn, _host.Options.TurnBatch);
            }

            if (!_ended)
                await GuardedTurn();
        }

        Forget();
        _timer.Dispose();
        Answer(_turn, _hasMoved ? Moved : Stopping);
    }

    /// <summary>An exception here is a bug in the entity. Its commands fail, its state isn't trusted, and other entities don't notice.</summary>
    private async ValueTask GuardedTurn()
    {
        try
        {
            if (_turn.Count > 0)
                await Turn();
            PassivateIfIdle();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _crashes++;
            _host.Listener.Crashed(_id, error);
            _ticket = NewTicket();
            Forget();
            Answer(Reply.Refused(RefusalCodes.Crashed, $"{_id} failed on the command; the log says why. What the journal holds is unharmed."));
        }
    }

    private async ValueTask Turn()
    {
        Volatile.Write(ref _lastActive, _host.Time.GetTimestamp());
        var entity = _entity!;
        var now = _host.Time.GetUtcNow();
        _replies.Clear();
        foreach (var envelope in _turn)
        {
            if (envelope.Command is WakeUp)
                _timer.Reached();
            _replies.Add(entity.Decide(envelope, now));
        }

        var append = _ticket.Append;
        append.Clear();
        if (!entity.Stage(append))
        {
            entity.Drop();
            Answer();
            _timer.Set(entity.WakeAt);
            return;
        }

        append.At = now;
        append.FirstSeq = _seq + 1;
        var outcome = await _host.Lane.Append(_ticket);
        Settle(entity, outcome);
        if (outcome.Kind == AppendOutcomeKind.NotWritten)
            await Delay(TimeSpan.FromMilliseconds(Math.Min(1000, 20 << Math.Min(_notWritten++, 6))));
    }

    private void Settle(IEntity entity, AppendOutcome outcome)
    {
        switch (outcome.Kind)
        {
            case AppendOutcomeKind.Committed:
                Committed(entity, _ticket.Append);
                break;
            case AppendOutcomeKind.NotWritten:
                entity.Drop();
                _timer.Set(entity.WakeAt);
                Answer(Reply.Refused(RefusalCodes.NotWritten, $"The journal could not store the command ({outcome.Detail}); nothing was changed. Ask again when the journal can write."));
                break;
            case AppendOutcomeKind.SlotTaken:
                entity.Drop();
                _timer.Set(entity.WakeAt);
                RefuseGrants(Reply.Refused(RefusalCodes.SlotTaken, $"A permit of '{outcome.Detail}' is taken; propose another one."));
                break;
            default:
                Distrust(outcome);
                break;
        }
    }

    /// <summary>
    /// Who proposed permits that are taken is told so. The other commands of the turn stay in it, to be decided again without them: a
    /// client must not suffer from a coordinator that is wrong.
    /// </summary>
    private void RefuseGrants(Reply refusal)
    {
        var grants = _turn.Where(envelope => envelope.Command is IPermitGrant).ToList();
        if (grants.Count == 0)
        {
            Answer(refusal);
            return;
        }

        _turn.RemoveAll(envelope => envelope.Command is IPermitGrant);
        Answer(grants, refusal);
    }

    private void Committed(IEntity entity, Append append)
    {
        var watched = !append.Erase && _host.Tail.IsWatched(_id) ? new TailAppend(append.FirstSeq, append.At, entity.Staged, append.Data.Length) : null;
        try
        {
            if (append.Erase)
            {
                _seq = 0;
                _ticket = NewTicket();
                Forget();
            }
            else
            {
                _seq = append.LastSeq;
                entity.Commit(append);
                _timer.Set(entity.WakeAt);
            }

            (_notWritten, _doubts, _crashes) = (0, 0, 0);
        }
        finally
        {
            // What is stored is answered so, even by an entity that fails on it afterwards.
            Answer();
            Tell(watched, append.Erase);
        }
    }

    /// <summary>Who began to watch only after the append was committed has to read the journal in any case.</summary>
    private void Tell(TailAppend? watched, bool isErased)
    {
        if (watched is not null)
            _host.Tail.Committed(_id, watched);
        else if (isErased)
            _host.Tail.Erased(_id);
    }

    /// <summary>The commands of the turn stay: the recovered entity decides them again. But not for ever: an append that the journal chokes on would.</summary>
    private void Distrust(AppendOutcome outcome)
    {
        _host.Listener.Distrusted(_id, $"{outcome.Kind}: {outcome.Detail}");
        _shards.Distrust(_shard, _ticket.Append.Epoch);
        _ticket = NewTicket();
        Forget();
        if (outcome.Kind == AppendOutcomeKind.Fenced || ++_doubts < _host.Options.MaxRecoveryFailures)
            return;
        Answer(Reply.Refused(RefusalCodes.Timeout, $"Whether the journal stored what {_id} decided is unknown after repeated tries. Ask again with the same command id."));
    }

    private void Forget()
    {
        var entity = _entity;
        _entity = null;
        try
        {
            entity?.Stop();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _host.Listener.Crashed(_id, error);
        }
    }

    private void PassivateIfIdle()
    {
        if (_ended || _turn.Count > 0 || _entity is not { CanPassivate: true } || !_mailbox.IsEmpty)
            return;
        // Its timer is about to reach it. Gone by then, it would be woken again at once, and so without end.
        if (_entity.WakeAt is { } due && due <= _host.Time.GetUtcNow())
            return;
        if ((_entity.IsDone || IsIdleFor(_host.Options.PassivateAfter)) && _retire(this, _entity.WakeAt))
        {
            _ended = true;
            _host.Listener.Passivated(_id);
        }
    }

    private void Answer()
    {
        for (var i = 0; i < _turn.Count; i++)
            _turn[i].Respond(_replies[i]);
        _turn.Clear();
    }

    private void Answer(Reply reply)
    {
        Answer(_turn, reply);
        _turn.Clear();
    }

    private static void Answer(IEnumerable<Envelope> envelopes, Reply reply)
    {
        foreach (var envelope in envelopes)
            envelope.Respond(reply);
    }

    private static Reply Stopping => Reply.Refused(
        RefusalCodes.Stopping, "The node is shutting down. Ask again after its next start, with the same command id.");

    private Reply Moved => Reply.Refused(RefusalCodes.Moved, $"Another node owns {_id} now; ask again with the same command id.");

    private AppendTicket NewTicket() => new(new Append { Entity = _id, Shard = _shard.Number });
}
