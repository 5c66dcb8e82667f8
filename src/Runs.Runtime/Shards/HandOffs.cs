using Runs.Runtime.Journal;
using Runs.Runtime.Nodes;

namespace Runs.Runtime.Shards;

/// <summary>
/// Shards on their way out. A shard leaves the routes first, so that nothing new begins here; its cells finish their turns; then it is
/// given back. Cells that don't finish in time are left to the fence: what they still append is refused once somebody has the shard.
/// </summary>
internal sealed class HandOffs(IShardTable table, ClusterOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Task> _underWay = [];

    /// <summary>How many are on their way.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _underWay.Count;
        }
    }

    /// <summary>Completes when those that are on their way now have gone.</summary>
    public Task Ended
    {
        get
        {
            lock (_gate)
                return Task.WhenAll(_underWay.Values);
        }
    }

    public void Begin(NodeIncarnation self, Shard shard, Func<int, Task> evict, Action givenBack)
    {
        if (!shard.TryLeave(shard.Record.Epoch, ShardPhase.Draining, shard.Record))
            return;
        lock (_gate)
            _underWay[shard.Number] = Go(self, shard, evict, givenBack);
    }

    public async ValueTask<bool> TryRelease(NodeIncarnation self, IReadOnlyList<ShardRecord> held, CancellationToken cancellation)
    {
        try
        {
            await table.Release(self, held, cancellation);
            return true;
        }
        catch (Exception error) when (error is JournalException or OperationCanceledException)
        {
            // What isn't given back stays with this incarnation: the node's next start takes it, or whoever sees the lease run out.
            return false;
        }
    }

    private async Task Go(NodeIncarnation self, Shard shard, Func<int, Task> evict, Action givenBack)
    {
        await Task.Yield();
        var record = shard.Record;
        try
        {
            await evict(shard.Number).WaitAsync(options.HandOffDeadline, time);
        }
        catch (TimeoutException)
        {
            // The fence has the last word.
        }

        using var late = new CancellationTokenSource(options.HandOffDeadline, time);
        for (var tries = 0; !late.IsCancellationRequested && !await TryRelease(self, [record], late.Token); tries++)
            await Task.Delay(TimeSpan.FromMilliseconds(20 << Math.Min(tries, 6)), time);
        // Whether or not the table heard it: a later look shows a row that is still ours as free for us and nobody else.
        shard.TryRelease(record.Epoch);
        lock (_gate)
            _underWay.Remove(shard.Number);
        givenBack();
    }
}
