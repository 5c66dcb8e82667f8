using Runs.Runtime.Journal;

namespace Runs.Runtime.Shards;

/// <summary>
/// Claims this node's shards and, after an append whose outcome nobody knows, takes them over from itself: when the epoch has
/// been raised, an append of the old epoch is either readable or can never land. It tries until it succeeds or another
/// owner is seen; nothing but that ends in failure.
/// </summary>
internal sealed class ShardOwner
{
    private readonly IShardTable _table;
    private readonly TimeProvider _time;
    private readonly Shard[] _shards;
    private readonly WakeSignal _signal = new();
    private readonly Lock _gate = new();
    private readonly SortedSet<int> _claims = [];
    private readonly CancellationTokenSource _stopping = new();
    private NodeIncarnation _node;
    private Task _claimer = Task.CompletedTask;

    public ShardOwner(IShardTable table, TimeProvider time)
    {
        _table = table;
        _time = time;
        _shards = [.. Enumerable.Range(0, table.ShardCount).Select(number => new Shard(number))];
    }

    public Shard this[int number] => _shards[number];

    public int Count => _shards.Length;

    /// <summary>Starts to claim all shards.</summary>
    public void Start(NodeIncarnation node)
    {
        _node = node;
        lock (_gate)
        {
            foreach (var shard in _shards)
            {
                shard.Enter(ShardPhase.Claiming, shard.Record);
                _claims.Add(shard.Number);
            }
        }

        _claimer = ClaimLoop();
        _signal.Set();
    }

    /// <summary>What an epoch's appends became is in doubt: take the shard over from ourselves, once for each epoch.</summary>
    public void Distrust(Shard shard, long epoch)
    {
        if (!shard.TryDistrust(epoch))
            return;
        lock (_gate)
            _claims.Add(shard.Number);
        _signal.Set();
    }

    /// <summary>Ends claiming: cells that wait for a shard wait no longer.</summary>
    public void Abandon()
    {
        _stopping.Cancel();
        _signal.Set();
        foreach (var shard in _shards.Where(shard => shard.Phase == ShardPhase.Claiming))
            shard.Enter(ShardPhase.Released, shard.Record);
    }

    /// <summary>Ends claiming and gives back what is owned. Cells must have ended before.</summary>
    public async ValueTask Stop(CancellationToken cancellation)
    {
        Abandon();
        await _claimer;
        var held = _shards.Select(shard => shard.Record).Where(record => record.Owner != 0 && record.Owner == _node.Number).ToList();
        foreach (var record in held)
            _shards[record.Shard].Enter(ShardPhase.Released, record);
        if (held.Count > 0)
            await TryRelease(held, cancellation);
        _stopping.Dispose();
    }

    private async ValueTask TryRelease(List<ShardRecord> held, CancellationToken cancellation)
    {
        try
        {
            await _table.Release(_node, held, cancellation);
        }
        catch (Exception error) when (error is JournalException or OperationCanceledException)
        {
            // What isn't given back stays with this incarnation: the node's next start takes it, or whoever sees the lease run out.
        }
    }

    private async Task ClaimLoop()
    {
        var failures = 0;
        while (!_stopping.IsCancellationRequested)
        {
            await _signal.Wait();
            while (Wanted() is { Count: > 0 } wanted && !_stopping.IsCancellationRequested)
                failures = await TryClaim(wanted) ? 0 : await BackOff(failures + 1);
        }
    }

    private List<int> Wanted()
    {
        lock (_gate)
            return [.. _claims];
    }

    private async ValueTask<bool> TryClaim(List<int> wanted)
    {
        try
        {
            await Claim(wanted);
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever it was, the table was perhaps changed and perhaps not; the next try reads it first.
            return false;
        }
    }

    private async ValueTask Claim(List<int> wanted)
    {
        var rows = await _table.Shards(_stopping.Token);
        var seen = wanted.Select(number => rows[number]).ToList();
        var taken = await _table.TakeOver(_node, seen, _stopping.Token);
        lock (_gate)
            _claims.ExceptWith(wanted);
        foreach (var record in taken)
            _shards[record.Shard].Enter(ShardPhase.Active, record);
        foreach (var record in seen.ExceptBy(taken.Select(taken => taken.Shard), record => record.Shard))
            _shards[record.Shard].Enter(ShardPhase.Lost, record);
    }

    private async ValueTask<int> BackOff(int failures)
    {
        var wait = TimeSpan.FromMilliseconds(Math.Min(10_000, 50 * Math.Pow(2, Math.Min(failures, 10))));
        try
        {
            await Task.Delay(wait, _time, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopping; the loop sees it.
        }

        return failures;
    }
}
