using System.Runtime.CompilerServices;
using Runs.Runtime.Shards;

namespace Runs.Runtime.Journal.Memory;

/// <summary>What a journal in memory had when it was asked.</summary>
internal sealed class MemoryJournalDump : IJournalDump
{
    private readonly IReadOnlyList<DumpedAppend> _appends;
    private readonly IReadOnlyList<DumpedPermit> _permits;
    private readonly IReadOnlyList<ListedStream> _rows;
    private readonly IReadOnlyList<ShardRecord> _shards;

    /// <summary>Takes down everything, so that what happens to the journal afterwards doesn't show.</summary>
    public MemoryJournalDump(IEnumerable<JournalStream> streams, IEnumerable<DumpedPermit> permits, IEnumerable<ListedStream?> rows, IReadOnlyList<ShardRecord> shards)
    {
        _appends = [.. streams.SelectMany(AppendsOf).OrderBy(append => append.Position)];
        _permits = [.. permits.OrderBy(permit => permit.LimitKey, StringComparer.Ordinal).ThenBy(permit => permit.Permit.Slot)];
        _rows = [.. rows.OfType<ListedStream>().OrderBy(row => row.Entity.Kind, StringComparer.Ordinal).ThenBy(row => row.Entity.Id, StringComparer.Ordinal)];
        _shards = shards;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DumpedAppend> Appends(CancellationToken cancellation) => Each(_appends, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<DumpedPermit> Permits(CancellationToken cancellation) => Each(_permits, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<ListedStream> Rows(CancellationToken cancellation) => Each(_rows, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => ValueTask.FromResult(_shards);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<DumpedAppend> AppendsOf(JournalStream stream) => stream.Appends.Zip(stream.Positions, (append, position) =>
        new DumpedAppend(position, stream.Entity, stream.Shard, append.FirstSeq, append.LastSeq, append.Epoch, append.At, append.Data));

    private static async IAsyncEnumerable<T> Each<T>(IReadOnlyList<T> items, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
        }

        await ValueTask.CompletedTask;
    }
}
