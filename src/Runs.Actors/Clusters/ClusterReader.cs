using System.Collections.Immutable;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Actors.Clusters;

/// <summary>Looks at a cluster by its tables alone, so that it can be done where no node lives too.</summary>
/// <param name="journal">The journal that the nodes share.</param>
/// <param name="time">The clock by which runs are due.</param>
public sealed class ClusterReader(IJournalStore journal, TimeProvider time)
{
    /// <summary>Stranded runs are counted up to here.</summary>
    public const int MostStranded = 10_000;

    private const int Page = 1_000;

    /// <summary>Looks.</summary>
    /// <exception cref="JournalException">The tables can't be read now.</exception>
    public async ValueTask<ClusterSnapshot> Read(CancellationToken cancellation = default)
    {
        var records = await journal.Nodes(cancellation);
        ImmutableArray<ShardRecord> shards = [.. (await journal.Shards(cancellation)).OrderBy(shard => shard.Shard)];
        var owned = shards.CountBy(shard => shard.Owner).ToDictionary();
        ImmutableArray<ClusterNode> nodes =
        [
            .. records.OrderBy(record => record.Incarnation.Node, StringComparer.Ordinal)
                .Select(record => new ClusterNode(record, owned.GetValueOrDefault(record.Incarnation.Number))),
        ];
        var living = records.Where(record => record.IsLive).Select(record => record.Incarnation.Number).ToHashSet();
        var unserved = shards.Where(shard => !living.Contains(shard.Owner)).Select(shard => shard.Shard).ToHashSet();
        var formats = journal as IJournalFormats;
        return new ClusterSnapshot(nodes, shards)
        {
            Format = formats?.Format,
            NewestFormat = formats?.NewestFormat,
            Unserved = unserved.Count,
            Stranded = unserved.Count == 0 ? 0 : await Stranded(unserved, cancellation),
            Lag = nodes.Where(node => node.Shards > 0 && node.Record.Phase != NodePhase.Gone).Max(node => node.Record.SinceRenewal),
        };
    }

    private async ValueTask<int> Stranded(HashSet<int> unserved, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var count = 0;
        DueStream? last = null;
        for (var seen = 0; seen < MostStranded; seen += Page)
        {
            var page = await journal.Due(now, Page, last, cancellation);
            count += page.Count(stream => unserved.Contains(Sharding.ShardOf(stream.Entity, journal.ShardCount)));
            if (page.Count < Page)
                break;
            last = page[^1];
        }

        return count;
    }
}
