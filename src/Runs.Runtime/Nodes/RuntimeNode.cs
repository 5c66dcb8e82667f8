using Runs.Runtime.Cells;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Lanes;
using Runs.Runtime.Messaging;
using Runs.Runtime.Shards;
using Runs.Runtime.Subscriptions;

namespace Runs.Runtime.Nodes;

/// <summary>
/// One node of the runtime: its lane to the journal, the shards that it owns, the live cells, and the door to them. Make it,
/// <see cref="Start"/> it, send it commands, <see cref="Stop"/> it. The journal isn't the node's: who made it disposes it.
/// </summary>
public sealed class RuntimeNode
{
    // A timer can't wait for as long as an operator may let idle cells live.
    private static readonly TimeSpan LongestSweep = TimeSpan.FromHours(1);

    private readonly IJournalStore _journal;
    private readonly RuntimeOptions _options;
    private readonly TimeProvider _time;
    private readonly IReadOnlyDictionary<string, IEntityFactory> _factories;
    private readonly ICellListener _listener;
    private readonly ShardOwner _shards;
    private readonly Waker _waker;
    private readonly CancellationTokenSource _stopping = new();
    private CellTable? _cells;
    private ITimer? _sweep;

    /// <summary>Makes a node that does nothing yet.</summary>
    public RuntimeNode(
        IJournalStore journal,
        RuntimeOptions options,
        TimeProvider time,
        IEnumerable<IEntityFactory> factories,
        ICellListener? listener = null)
    {
        _journal = journal;
        _options = options;
        _time = time;
        _factories = factories.ToDictionary(factory => factory.Kind);
        _listener = listener ?? ICellListener.None;
        Lane = new Lane(journal, options.Lane, time);
        _shards = new ShardOwner(journal, time);
        _waker = new Waker(journal, time, options.WakeHorizon, Wake);
    }

    /// <summary>This life of the node; set by <see cref="Start"/>.</summary>
    public NodeIncarnation Incarnation { get; private set; }

    /// <summary>The lane. Whoever composes the node starts it, on its own thread or on the scheduler.</summary>
    public Lane Lane { get; }

    /// <summary>Tells subscribers that a stream has grown.</summary>
    public JournalTail Tail { get; } = new();

    /// <summary>How many cells live.</summary>
    public int LiveCells => _cells?.Count ?? 0;

    /// <summary>Joins, claims the shards, and wakes what is due if the options say so.</summary>
    public async ValueTask Start(CancellationToken cancellation = default)
    {
        Incarnation = await _journal.Join(_options.NodeName, cancellation);
        var host = new CellHost(
            _journal, Lane, Tail, new RecoveryGate(_options.Cells.RecoveryConcurrency), _options.Cells, Incarnation, _time, _listener, _stopping.Token);
        _cells = new CellTable(host, _shards, _factories, Passivated);
        _shards.Start(Incarnation);
        var interval = _options.Cells.PassivateAfter / 2;
        if (interval > LongestSweep)
            interval = LongestSweep;
        if (interval > TimeSpan.Zero)
            _sweep = _time.CreateTimer(_ => _cells.NudgeIdle(_options.Cells.PassivateAfter), null, interval, interval);
        if (_options.WakeDueStreams)
            _waker.Start();
    }

    /// <summary>Sends a command, or a message of the runtime, that nobody waits for. It is lost if the mailbox is full.</summary>
    public void Tell(EntityId entity, object command) => Cells.Post(entity, Envelope.Tell(command));

    /// <summary>
    /// Sends a command and waits for the answer, at most <see cref="RuntimeOptions.AskTimeout"/>. A full mailbox is tried again
    /// within that time. With a refusal of <c>shard.moved</c> or <c>entity.timeout</c> the outcome is unknown:
    /// ask again with the same command id.
    /// </summary>
    public async ValueTask<Reply> Ask(EntityId entity, object command, string? commandId = null, bool isInternal = false)
    {
        using var deadline = new CancellationTokenSource(_options.AskTimeout, _time);
        var envelope = Envelope.Ask(command, commandId, isInternal);
        while (true)
        {
            switch (Cells.Post(entity, envelope))
            {
                case PostOutcome.Posted:
                    return await Answer(envelope, entity, deadline.Token);
                case PostOutcome.Closed:
                    return Reply.Refused(RefusalCodes.Stopping, "The node is shutting down; ask again after its next start.");
            }

            if (!await Wait(TimeSpan.FromMilliseconds(20), deadline.Token))
                return Reply.Refused(RefusalCodes.Busy, $"{entity} has too many commands waiting; ask again in a moment.");
        }
    }

    /// <summary>
    /// Sends a message of the runtime's own and waits as long as the answer takes. For senders that repeat themselves until they
    /// are heard.
    /// </summary>
    public async ValueTask<Reply> Report(EntityId entity, object command)
    {
        var envelope = Envelope.Ask(command, commandId: null, isInternal: true);
        return Cells.Post(entity, envelope) switch
        {
            PostOutcome.Posted => await envelope.Answer,
            PostOutcome.Full => Reply.Refused(RefusalCodes.Busy, $"{entity} has too many commands waiting; ask again in a moment."),
            _ => Reply.Refused(RefusalCodes.Stopping, "The node is shutting down; ask again after its next start."),
        };
    }

    /// <summary>
    /// Ends all cells after their turns, empties the lane and gives the shards back. Whoever waits for an answer gets one. A node
    /// that isn't started, or whose start failed, has only its lane to end.
    /// </summary>
    public async ValueTask Stop(CancellationToken cancellation = default)
    {
        if (_sweep is not null)
            await _sweep.DisposeAsync();
        await _waker.Stop();
        var ended = _cells?.Stop() ?? Task.CompletedTask;
        _stopping.Cancel();
        _shards.Abandon();
        await ended;
        await Lane.DisposeAsync();
        await _shards.Stop(cancellation);
    }

    private CellTable Cells => _cells ?? throw new InvalidOperationException("The node isn't started.");

    /// <summary>What this node has no factory for is for others to wake.</summary>
    private void Wake(EntityId entity)
    {
        if (_factories.ContainsKey(entity.Kind))
            Tell(entity, Activate.Instance);
    }

    private void Passivated(EntityId entity, DateTimeOffset wakeAt)
    {
        if (_options.WakeDueStreams)
            _waker.Schedule(entity, wakeAt);
    }

    private static async ValueTask<Reply> Answer(Envelope envelope, EntityId entity, CancellationToken deadline)
    {
        using var timeout = deadline.Register(() => envelope.Respond(Reply.Refused(
            RefusalCodes.Timeout,
            $"{entity} did not answer in time; whether the command was carried out is unknown. Ask again with the same command id.")));
        return await envelope.Answer;
    }

    private async ValueTask<bool> Wait(TimeSpan time, CancellationToken deadline)
    {
        try
        {
            await Task.Delay(time, _time, deadline);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
