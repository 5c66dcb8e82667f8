using Runs.Runtime.Cells;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Lanes;
using Runs.Runtime.Links;
using Runs.Runtime.Messaging;
using Runs.Runtime.Shards;
using Runs.Runtime.Subscriptions;

namespace Runs.Runtime.Nodes;

/// <summary>
/// One node of the runtime: its lane to the journal, the shards that it owns, the live cells, and the door to all entities, here and on
/// other nodes. Make it, <see cref="Start"/> it, send it commands, <see cref="Stop"/> it. The journal and the links aren't the node's: who
/// made them disposes them.
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
    private readonly Membership _membership;
    private readonly Waker _waker;
    private readonly RemoteTail? _remoteTail;
    private readonly CancellationTokenSource _stopping = new();
    private CellTable? _cells;
    private Router? _router;
    private ITimer? _sweep;

    /// <summary>Makes a node that does nothing yet.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="options">How it works.</param>
    /// <param name="time">The clock.</param>
    /// <param name="factories">The kinds of entities that live on it.</param>
    /// <param name="listener">Hears what becomes of cells.</param>
    /// <param name="links">The wires to other nodes. Default: none.</param>
    /// <param name="codec">What goes over them in bytes; needed where there are any.</param>
    public RuntimeNode(
        IJournalStore journal,
        RuntimeOptions options,
        TimeProvider time,
        IEnumerable<IEntityFactory> factories,
        ICellListener? listener = null,
        INodeLinks? links = null,
        IMessageCodec? codec = null)
    {
        _journal = journal;
        _options = options;
        _time = time;
        _factories = factories.ToDictionary(factory => factory.Kind);
        _listener = listener ?? ICellListener.None;
        Lane = new Lane(journal, options.Lane, time);
        _shards = new ShardOwner(journal, options.Cluster, time);
        _membership = new Membership(journal, options.Cluster, time);
        _waker = new Waker(options.WakeDueStreams ? journal : null, time, options.WakeHorizon, Wake);
        Peers = new Peers(links ?? NoLinks.Instance, codec, options.Cluster, time, _shards);
        _remoteTail = options.Cluster.IsAlone ? null : new RemoteTail(Peers, Tail, journal, time);
    }

    /// <summary>This life of the node; set by <see cref="Start"/>.</summary>
    public NodeIncarnation Incarnation => _membership.Self;

    /// <summary>The lane. Whoever composes the node starts it, on its own thread or on the scheduler.</summary>
    public Lane Lane { get; }

    /// <summary>Tells subscribers that a stream has grown.</summary>
    public JournalTail Tail { get; } = new();

    /// <summary>The other nodes.</summary>
    public Peers Peers { get; }

    /// <summary>Whether another node has said in the last seconds that it watches a stream of this one.</summary>
    public bool IsWatchedElsewhere(EntityId entity) => _remoteTail?.IsWatched(entity) ?? false;

    /// <summary>How many cells live.</summary>
    public int LiveCells => _cells?.Count ?? 0;

    /// <summary>How many shards this node owns.</summary>
    public int OwnedShards => _shards.Owned;

    /// <summary>Where this node stands among the others.</summary>
    public NodePhase Phase => _membership.Phase;

    /// <summary>Whether nobody can have taken this node's shards by now. Without its lease it shows and changes nothing.</summary>
    public bool HoldsLease => _membership.HoldsLease;

    /// <summary>Completes when the tables of nodes and shards have been read for the first time, and what belongs here was claimed.</summary>
    public Task Joined => _shards.Looked;

    /// <summary>Completes when the others count this life among the dead, because a newer one of the same node has joined: it must be ended.</summary>
    public Task Superseded => _membership.Superseded;

    /// <summary>Joins, claims what belongs here, and wakes what is due if the options say so.</summary>
    public async ValueTask Start(CancellationToken cancellation = default)
    {
        await _membership.Join(_options.NodeName, cancellation);
        var host = new CellHost(
            _journal, Lane, Tail, new RecoveryGate(_options.Cells.RecoveryConcurrency), _options.Cells, Incarnation, _time, _listener, _stopping.Token);
        _cells = new CellTable(host, _shards, _factories, _waker.Schedule);
        _router = new Router(_shards, _cells, Peers, _options, _time);
        _membership.Changed = _shards.Look;
        _shards.Evict = _cells.Evict;
        _shards.Claimed = _options.Cluster.IsAlone ? () => { } : _waker.Rescan;
        _shards.Changed = Peers.Meet;
        Peers.Open(Incarnation, _router.Take);
        _membership.Enter(NodePhase.Up);
        _membership.Start();
        _shards.Start(_membership);
        var interval = _options.Cells.PassivateAfter / 2;
        if (interval > LongestSweep)
            interval = LongestSweep;
        if (interval > TimeSpan.Zero)
            _sweep = _time.CreateTimer(_ => _cells.NudgeIdle(_options.Cells.PassivateAfter), null, interval, interval);
        _waker.Start();
        _remoteTail?.Start();
    }

    /// <summary>Sends a command, or a message of the runtime, that nobody waits for. It is lost if the mailbox is full, or the shard is moving.</summary>
    public void Tell(EntityId entity, object command) => Router.Tell(entity, command);

    /// <summary>
    /// Sends a command to wherever the entity is and waits for the answer, at most <see cref="RuntimeOptions.AskTimeout"/>. A full mailbox
    /// is tried again within that time, and a shard that moves is waited for. With a refusal of <c>shard.moved</c> or
    /// <c>entity.timeout</c> the outcome is unknown: ask again with the same command id.
    /// </summary>
    public async ValueTask<Reply> Ask(EntityId entity, object command, string? commandId = null, bool isInternal = false)
    {
        using var deadline = new CancellationTokenSource(_options.AskTimeout, _time);
        return await Router.Ask(entity, command, commandId, isInternal, deadline.Token);
    }

    /// <summary>
    /// Sends a message of the runtime's own and waits as long as the answer takes; of an entity on another node at most
    /// <see cref="ClusterOptions.AnswerWithin"/>. For senders that repeat themselves until they are heard.
    /// </summary>
    public ValueTask<Reply> Report(EntityId entity, object command) => Router.Report(entity, command);

    /// <summary>Gives the shards to the other nodes, after their turns, a few at a time. Commands go to these from then on, and this node claims nothing more. A node that is alone does nothing.</summary>
    public ValueTask Drain() => _options.Cluster.IsAlone || _cells is null ? ValueTask.CompletedTask : _shards.HandOver();

    /// <summary>
    /// Ends all cells after their turns, empties the lane and gives the shards back. Whoever waits for an answer gets one. A node
    /// that isn't started, or whose start failed, has only its lane to end.
    /// </summary>
    public async ValueTask Stop(CancellationToken cancellation = default)
    {
        if (_sweep is not null)
            await _sweep.DisposeAsync();
        await _waker.Stop();
        if (_remoteTail is not null)
            await _remoteTail.Stop();
        var ended = _cells?.Stop() ?? Task.CompletedTask;
        _stopping.Cancel();
        _shards.Abandon();
        await ended;
        await Lane.DisposeAsync();
        await _shards.Stop(cancellation);
        Peers.Close();
        await _membership.Stop();
        await _membership.Leave(cancellation);
    }

    private Router Router => _router ?? throw new InvalidOperationException("The node isn't started.");

    /// <summary>What this node has no factory for, or no shard, is for others to wake.</summary>
    private void Wake(EntityId entity)
    {
        if (_factories.ContainsKey(entity.Kind) && _router!.Locate(entity).Kind == ShardRouteKind.Here)
            Tell(entity, Activate.Instance);
    }
}
