using Runs.Runtime.Journal;
using Runs.Runtime.Nodes;

namespace Runs.Runtime.Shards;

/// <summary>
/// This node's row in the table of nodes: joined, renewed on a timer of its own, and left. A node that finds that the others count it
/// among the dead is superseded, and must end.
/// </summary>
internal sealed class Membership(IShardTable table, ClusterOptions options, TimeProvider time)
{
    private readonly TaskCompletionSource _superseded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly WakeSignal _signal = new();
    private Task _loop = Task.CompletedTask;
    private long _renewedAt;
    private long _heldSince;
    private volatile NodePhase _phase = NodePhase.Joining;

    /// <summary>Called when the lease was lost or is held again.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>This life.</summary>
    public NodeIncarnation Self { get; private set; }

    /// <summary>Where it stands.</summary>
    public NodePhase Phase => _phase;

    /// <summary>Completes when this life is over for the others.</summary>
    public Task Superseded => _superseded.Task;

    /// <summary>
    /// Whether nobody can have taken its shards by now: its lease, counted from before its last renewal, lasts. Without it what is in
    /// memory may be old, and is not to be shown.
    /// </summary>
    public bool HoldsLease => options.Lease is not { } lease || time.GetElapsedTime(Volatile.Read(ref _renewedAt)) < lease;

    /// <summary>
    /// Since when the lease has been held without a break, as a timestamp. What the tables said at a time after that about this node's own
    /// shards still holds; what they said before may have been changed by others meanwhile.
    /// </summary>
    public long HeldSince => Volatile.Read(ref _heldSince);

    public async ValueTask Join(string node, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        Self = await table.Join(Registration(node), cancellation);
        Volatile.Write(ref _renewedAt, began);
        Volatile.Write(ref _heldSince, time.GetTimestamp());
    }

    /// <summary>Begins to renew.</summary>
    public void Start() => _loop = Loop();

    /// <summary>Says where the node stands from now on, as soon as the table can be written.</summary>
    public void Enter(NodePhase phase)
    {
        _phase = phase;
        _signal.Set();
    }

    /// <summary>Ends renewing.</summary>
    public async ValueTask Stop()
    {
        _stopping.Cancel();
        _signal.Set();
        await _loop;
    }

    /// <summary>Says that this life is over.</summary>
    public async ValueTask Leave(CancellationToken cancellation)
    {
        try
        {
            if (Self != default && !_superseded.Task.IsCompleted)
                await table.Leave(Self, cancellation);
        }
        catch (Exception error) when (error is JournalException or OperationCanceledException)
        {
            // Its lease runs out, or its next life joins.
        }
    }

    private NodeRegistration Registration(string node) =>
        new(node) { Address = options.Address, Lease = options.Lease, ClientUrl = options.ClientUrl, Version = options.Version };

    private async Task Loop()
    {
        while (!_stopping.IsCancellationRequested && !_superseded.Task.IsCompleted)
        {
            var written = _phase;
            var isRenewed = await TryRenew(written);
            if (isRenewed && written != _phase)
                continue;
            await Wait(!isRenewed ? options.RenewEvery / 4 : options.IsAlone ? Timeout.InfiniteTimeSpan : options.RenewEvery);
        }
    }

    private async ValueTask<bool> TryRenew(NodePhase phase)
    {
        var began = time.GetTimestamp();
        try
        {
            if (!await table.Renew(Self, phase, _stopping.Token))
            {
                _superseded.TrySetResult();
                return false;
            }

            // One that came too late doesn't say whether others were there in between.
            var isUnbroken = HoldsLease;
            if (!isUnbroken)
                Volatile.Write(ref _heldSince, time.GetTimestamp());
            Volatile.Write(ref _renewedAt, began);
            if (!isUnbroken)
                Changed();
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It is tried again, and others take over when it fails for too long.
            return false;
        }
    }

    private async ValueTask Wait(TimeSpan longest)
    {
        using var timer = time.CreateTimer(_ => _signal.Set(), null, longest, Timeout.InfiniteTimeSpan);
        await _signal.Wait();
    }
}
