using Runs.Runtime.Journal;
using Runs.Runtime.Nodes;

namespace Runs.Runtime.Shards;

/// <summary>
/// This node's part of the shards. It looks at the tables again and again, claims what belongs here and is free, hands over what belongs
/// elsewhere, and notices what was taken. After an append whose outcome nobody knows it takes the shard over from itself: when the epoch
/// has been raised, an append of the old epoch is either readable or can never land. Nothing that fails ends it; it looks again.
/// </summary>
internal sealed class ShardOwner
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    private readonly IShardTable _table;
    private readonly ClusterOptions _options;
    private readonly TimeProvider _time;
    private readonly Shard[] _shards;
    private readonly ClaimBudget _budget;
    private readonly WakeSignal _signal = new();
    private readonly Lock _gate = new();
    private readonly SortedSet<int> _distrusted = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly HandOffs _handOffs;
    private Membership _membership = null!;
    private long _lookedAt;
    private readonly ChangeSignal _change = new();
    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ClusterView _view = ClusterView.Empty(default);
    private Task _loop = Task.CompletedTask;

    public ShardOwner(IShardTable table, ClusterOptions options, TimeProvider time)
    {
        _table = table;
        _options = options;
        _time = time;
        _budget = new ClaimBudget(options.FirstClaims);
        _handOffs = new HandOffs(table, options, time);
        _shards = [.. Enumerable.Range(0, table.ShardCount).Select(number => new Shard(number))];
    }

    public Shard this[int number] => _shards[number];

    public int Count => _shards.Length;

    /// <summary>The tables as they were read last.</summary>
    public ClusterView View => _view;

    /// <summary>Completes when the tables have been read for the first time, and what belonged here was claimed.</summary>
    public Task Looked => _looked.Task;

    /// <summary>Lets the cells of a shard end after their turns; set before the start.</summary>
    public Func<int, Task> Evict { get; set; } = _ => Task.CompletedTask;

    /// <summary>Shards have become this node's; set before the start.</summary>
    public Action Claimed { get; set; } = () => { };

    /// <summary>The view has changed, or where shards are; set before the start. The owner of shards that were given back is told to look.</summary>
    public Action<IReadOnlyList<long>> Changed { get; set; } = _ => { };

    /// <summary>How many shards this node owns.</summary>
    public int Owned => _shards.Count(shard => shard.Phase is ShardPhase.Active or ShardPhase.Draining);

    /// <summary>Starts to claim: all shards when the node is alone, else what belongs here.</summary>
    public void Start(Membership membership)
    {
        _membership = membership;
        _view = ClusterView.Empty(membership.Self);
        if (_options.IsAlone)
        {
            foreach (var shard in _shards)
                shard.Enter(ShardPhase.Claiming, shard.Record);
        }

        _loop = Loop();
    }

    /// <summary>Where the entities of a shard are.</summary>
    public ShardRoute Locate(int shard)
    {
        switch (_shards[shard].Phase)
        {
            case ShardPhase.Active or ShardPhase.Claiming:
                return IsTrusted ? ShardRoute.Here(Math.Max(_shards[shard].Record.Epoch, _view[shard].Epoch)) : ShardRoute.Nowhere;
            case ShardPhase.Draining:
                return ShardRoute.Nowhere;
        }

        var view = _view;
        var (owner, epoch) = (view[shard].Owner, view[shard].Epoch);
        return !_options.IsAlone && owner != 0 && view.StandingOf(owner) is NodeStanding.Live or NodeStanding.Unknown ? ShardRoute.There(owner, epoch) : ShardRoute.Nowhere;
    }

    /// <summary>Whether what this node believes of its shards was read in a time in which nobody can have taken them.</summary>
    private bool IsTrusted => _options.IsAlone || (_membership.HoldsLease && Volatile.Read(ref _lookedAt) >= _membership.HeldSince);

    /// <summary>What an epoch's appends became is in doubt: take the shard over from ourselves, once for each epoch.</summary>
    public void Distrust(Shard shard, long epoch)
    {
        if (!shard.TryDistrust(epoch))
            return;
        lock (_gate)
            _distrusted.Add(shard.Number);
        Look();
    }

    /// <summary>Something has changed, it is said: look at the tables soon.</summary>
    public void Look() => _signal.Set();

    /// <summary>Waits for the next change of the view or of a shard, so long at most, or until the token is cancelled.</summary>
    public async ValueTask Change(TimeSpan longest, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        await _change.Wait(either.Token);
    }

    /// <summary>
    /// Hands every shard over, and claims none any more. Completes when none is left, or nobody is there to take them, or at the deadline; and when the lease is lost, for
    /// then the table can't be written, and others take what they don't see renewed.
    /// </summary>
    public async ValueTask HandOver()
    {
        using var late = new CancellationTokenSource(_options.HandOffDeadline * 2, _time);
        _membership.Enter(NodePhase.Draining);
        Look();
        while (!late.IsCancellationRequested && MayHandOver)
        {
            Look();
            await Change(_options.LookEvery, late.Token);
        }
    }

    private bool MayHandOver =>
        Owned > 0 && _membership.HoldsLease && !_membership.Superseded.IsCompleted && _view.Up.Any(node => node.Incarnation != _membership.Self);

    /// <summary>Ends claiming: cells that wait for a shard wait no longer.</summary>
    public void Abandon()
    {
        _stopping.Cancel();
        Look();
        foreach (var shard in _shards.Where(shard => shard.Phase == ShardPhase.Claiming))
            shard.Enter(ShardPhase.Released, shard.Record);
    }

    /// <summary>Ends claiming and gives back what is owned. Cells must have ended before.</summary>
    public async ValueTask Stop(CancellationToken cancellation)
    {
        Abandon();
        await _loop;
        await _handOffs.Ended;
        var self = _membership?.Self.Number ?? 0;
        var held = _shards.Select(shard => shard.Record).Where(record => record.Owner != 0 && record.Owner == self).ToList();
        foreach (var record in held)
            _shards[record.Shard].Enter(ShardPhase.Released, record);
        if (held.Count > 0)
            await _handOffs.TryRelease(_membership!.Self, held, cancellation);
    }

    private async Task Loop()
    {
        var failures = 0;
        while (!_stopping.IsCancellationRequested)
        {
            failures = await TryLook() ? 0 : failures + 1;
            if (failures > 0)
                await Pause(TimeSpan.FromMilliseconds(Math.Min(10_000, 50 * Math.Pow(2, Math.Min(failures, 10)))), _stopping.Token);
            else
                await WaitForNext();
        }
    }

    private async ValueTask<bool> TryLook()
    {
        try
        {
            var began = _time.GetTimestamp();
            var nodes = _options.IsAlone ? [] : await _table.Nodes(_stopping.Token);
            var shards = await _table.Shards(_stopping.Token);
            See(new ClusterView(_membership.Self, nodes, shards));
            Volatile.Write(ref _lookedAt, began);
            await Claim();
            HandOverWhatBelongsElsewhere();
            await ReleaseLeftovers();
            _looked.TrySetResult();
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever it was, the table was perhaps changed and perhaps not; the next look shows it.
            return false;
        }
    }

    /// <summary>Notices what others have taken. Only this loop claims, so what it reads is never older than its claims.</summary>
    private void See(ClusterView view)
    {
        _view = view;
        foreach (var shard in _shards.Where(shard => shard.Phase is ShardPhase.Active or ShardPhase.Draining))
        {
            var (known, row) = (shard.Record, view[shard.Number]);
            if (row.Epoch == known.Epoch && row.Owner == known.Owner)
                continue;
            if (row.Owner == _membership.Self.Number)
                Distrust(shard, known.Epoch);
            else if (shard.TryLeave(known.Epoch, ShardPhase.Lost, row))
                _ = Evict(shard.Number);
        }

        Tell([]);
    }

    private async ValueTask Claim()
    {
        var distrusted = Distrusted();
        var seen = Wanted(distrusted).Select(number => _view[number]).ToList();
        if (seen.Count == 0)
            return;
        // Somebody else had it meanwhile, and may have answered what still waits here: nothing of before is decided any more.
        foreach (var record in seen.Where(record => distrusted.Contains(record.Shard) && record.Owner != _membership.Self.Number))
            _ = Evict(record.Shard);
        foreach (var record in seen)
            _shards[record.Shard].TryClaim();
        var taken = await TakeOver(seen);
        lock (_gate)
            _distrusted.ExceptWith(distrusted);
        foreach (var record in taken)
            _shards[record.Shard].Enter(ShardPhase.Active, record);
        foreach (var record in seen.ExceptBy(taken.Select(taken => taken.Shard), record => record.Shard))
        {
            _shards[record.Shard].Enter(ShardPhase.Lost, record);
            _ = Evict(record.Shard);
        }

        if (taken.Count > 0)
            _budget.Grow();
        _view = _view.With(taken);
        Claimed();
        Tell([]);
    }

    /// <summary>What couldn't even be asked for is as it was, so that nobody waits here for what others may take.</summary>
    private async ValueTask<IReadOnlyList<ShardRecord>> TakeOver(List<ShardRecord> seen)
    {
        try
        {
            return await _table.TakeOver(_membership.Self, seen, _stopping.Token);
        }
        catch when (!_options.IsAlone)
        {
            lock (_gate)
            {
                foreach (var record in seen.Where(record => !_distrusted.Contains(record.Shard)))
                    _shards[record.Shard].TryUnclaim();
            }

            throw;
        }
    }

    private List<int> Distrusted()
    {
        lock (_gate)
            return [.. _distrusted];
    }

    private List<int> Wanted(List<int> distrusted)
    {
        if (_options.IsAlone)
            return [.. _shards.Where(shard => shard.Phase is ShardPhase.Claiming).Select(shard => shard.Number)];
        if (_membership.Phase != NodePhase.Up || !IsTrusted)
            return distrusted;
        var hasOthers = _view.Up.Any(node => node.Incarnation != _membership.Self);
        var mine = _shards
            .Where(shard => shard.Phase is not (ShardPhase.Active or ShardPhase.Draining) && !distrusted.Contains(shard.Number))
            .Select(shard => shard.Number)
            .Where(shard => _view.IsFree(shard) && Placement.Of(shard, _view.Up)?.Incarnation == _membership.Self)
            .Take(_budget.Now(hasOthers));
        return [.. distrusted, .. mine];
    }

    /// <summary>What another node that is up should have, a few at a time; all of it when this one drains.</summary>
    private void HandOverWhatBelongsElsewhere()
    {
        if (_options.IsAlone)
            return;
        var others = _view.Up.Where(node => node.Incarnation != _membership.Self || _membership.Phase == NodePhase.Up).ToList();
        if (others.Count == 0 || !others.Any(node => node.Incarnation != _membership.Self))
            return;
        var atOnce = _membership.Phase == NodePhase.Draining ? _options.MoveAtOnce * 4 : _options.MoveAtOnce;
        foreach (var shard in _shards.Where(shard => shard.Phase == ShardPhase.Active))
        {
            if (_handOffs.Count >= atOnce)
                return;
            if (Placement.Of(shard.Number, others) is { } heir && heir.Incarnation != _membership.Self)
                _handOffs.Begin(_membership.Self, shard, Evict, () => GivenBack(shard, heir.Incarnation.Number));
        }
    }

    /// <summary>What is still written as ours and isn't: the table didn't hear that it was given back.</summary>
    private async ValueTask ReleaseLeftovers()
    {
        var self = _membership.Self.Number;
        var left = _shards
            .Where(shard => shard.Phase is ShardPhase.Unowned or ShardPhase.Lost or ShardPhase.Released && _view[shard.Number].Owner == self)
            .Select(shard => _view[shard.Number])
            .ToList();
        if (left.Count == 0 || _options.IsAlone)
            return;
        await _table.Release(_membership.Self, left, _stopping.Token);
        _view = _view.With(left.Select(record => record with { Owner = 0 }));
    }

    private void GivenBack(Shard shard, long heir)
    {
        lock (_gate)
            _view = _view.With([shard.Record]);
        Tell([heir]);
        Look();
    }

    private void Tell(IReadOnlyList<long> heirs)
    {
        _change.Set();
        Changed(heirs);
    }

    /// <summary>Until the next look is due, or is asked for. Those that are asked for don't come at every turn of a command.</summary>
    private async ValueTask WaitForNext()
    {
        if (!_options.IsAlone)
            await Pause(Soon, _stopping.Token);
        using var timer = _options.IsAlone ? null : _time.CreateTimer(_ => Look(), null, _options.LookEvery, Timeout.InfiniteTimeSpan);
        await _signal.Wait();
    }

    private async Task Pause(TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(wait, _time, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Stopping; the loop sees it.
        }
    }
}
