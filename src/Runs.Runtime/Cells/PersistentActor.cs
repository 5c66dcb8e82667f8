using System.Buffers;
using Runs.Runtime.Journal;
using Runs.Runtime.Messaging;

namespace Runs.Runtime.Cells;

/// <summary>
/// An entity whose state is a fold over its events. States are immutable: a turn evolves a tentative one, and the commit makes
/// it the state. What a subclass adds is how events are decided, folded, encoded and listed, and what the state owes to the world.
/// </summary>
/// <typeparam name="TState">The immutable state.</typeparam>
/// <typeparam name="TEvent">The events.</typeparam>
public abstract class PersistentActor<TState, TEvent> : IEntity
    where TEvent : notnull
{
    private readonly List<TEvent> _staged = [];
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private TState _tentative;
    private ListingRow? _row;

    /// <summary>Makes an actor without events.</summary>
    protected PersistentActor(EntityContext context, TState initial)
    {
        Context = context;
        State = initial;
        _tentative = initial;
    }

    /// <inheritdoc/>
    public abstract DateTimeOffset? WakeAt { get; }

    /// <inheritdoc/>
    public abstract bool CanPassivate { get; }

    /// <inheritdoc/>
    public virtual bool IsDone => false;

    /// <inheritdoc/>
    public IReadOnlyList<object> Staged => [.. _staged];

    /// <summary>The node.</summary>
    protected EntityContext Context { get; }

    /// <summary>The fold of everything stored.</summary>
    protected TState State { get; private set; }

    /// <summary>The sequence number of the last stored event.</summary>
    protected long Seq { get; private set; }

    /// <summary>The epoch in which the last stored event was written.</summary>
    protected long Epoch { get; private set; }

    /// <inheritdoc/>
    public void Load(in StoredAppend append)
    {
        var seq = append.FirstSeq;
        foreach (var stored in Decode(append.Data))
            State = Evolve(State, stored, seq++, append.At);
        if (seq != append.LastSeq + 1)
            throw new JournalException("journal.gap", $"{Context.Id} stores {seq - append.FirstSeq} events for {append.FirstSeq} to {append.LastSeq}.");
        Seq = append.LastSeq;
        Epoch = append.Epoch;
        _tentative = State;
    }

    /// <inheritdoc/>
    public void Recovered()
    {
        _row = Seq == 0 ? null : Row(State);
        Reconcile();
    }

    /// <inheritdoc/>
    public Reply Decide(Envelope envelope, DateTimeOffset now)
    {
        var staged = _staged.Count;
        if (staged > 0 && IsErased(_tentative))
            return Reply.Refused(RefusalCodes.Busy, $"{Context.Id} is being erased; ask again in a moment.");
        var reply = Decide(_tentative, envelope, now);
        if (reply.Refusal is null)
            return reply;
        if (_staged.Count > staged)
            throw new InvalidOperationException($"{envelope.Command.GetType().Name} was refused after it had staged events.");
        return reply;
    }

    /// <inheritdoc/>
    public bool Stage(Append append)
    {
        if (_staged.Count == 0)
            return false;
        append.Count = _staged.Count;
        append.Erase = IsErased(_tentative);
        if (append.Erase)
            return Seq > 0; // What was never stored is erased by dropping it.
        _buffer.ResetWrittenCount();
        Encode(_buffer, _staged);
        append.Data = _buffer.WrittenMemory;
        var row = Row(_tentative);
        append.Row = row == _row ? null : row;
        StagePermits(append, State, _tentative);
        return true;
    }

    /// <inheritdoc/>
    public void Commit(Append append)
    {
        State = _tentative;
        _staged.Clear();
        Seq = append.LastSeq;
        Epoch = append.Epoch;
        _row = append.Row ?? _row;
        Reconcile();
    }

    /// <inheritdoc/>
    public void Drop()
    {
        _tentative = State;
        _staged.Clear();
        Reconcile();
    }

    /// <inheritdoc/>
    public virtual void Stop()
    {
    }

    /// <summary>Decides one command: raises events, or refuses without any.</summary>
    protected abstract Reply Decide(TState state, Envelope envelope, DateTimeOffset now);

    /// <summary>Folds one event. Pure.</summary>
    protected abstract TState Evolve(TState state, TEvent raised, long seq, DateTimeOffset at);

    /// <summary>Encodes the events of one append.</summary>
    protected abstract void Encode(IBufferWriter<byte> output, IReadOnlyList<TEvent> events);

    /// <summary>Decodes the events of one append. Throws on what it doesn't know.</summary>
    protected abstract IEnumerable<TEvent> Decode(ReadOnlyMemory<byte> data);

    /// <summary>The listing row of a state, or <see langword="null"/> for entities that aren't listed. Equal rows aren't written again.</summary>
    protected virtual ListingRow? Row(TState state) => null;

    /// <summary>Fills in the permits that the append takes and gives back: the difference between what the two states hold.</summary>
    protected virtual void StagePermits(Append append, TState before, TState after)
    {
    }

    /// <summary>Whether the stream is to be erased with the append under way.</summary>
    protected virtual bool IsErased(TState state) => false;

    /// <summary>Compares what <see cref="State"/> owes to the world with what is under way, and starts or stops the difference.</summary>
    protected abstract void Reconcile();

    /// <summary>The sequence number of the last staged event.</summary>
    protected long TentativeSeq => Seq + _staged.Count;

    /// <summary>Stages events that were folded already.</summary>
    protected void Raise(IReadOnlyList<TEvent> raised, TState state)
    {
        _staged.AddRange(raised);
        _tentative = state;
    }

    /// <summary>Stages an event at the time of the turn and returns the state with it.</summary>
    protected TState Raise(TEvent raised, DateTimeOffset now)
    {
        _staged.Add(raised);
        _tentative = Evolve(_tentative, raised, Seq + _staged.Count, now);
        return _tentative;
    }
}
