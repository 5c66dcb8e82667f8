using Npgsql;
using Runs.Journal.Postgres.Reading;
using Runs.Runtime.Shards;

namespace Runs.Journal.Postgres.Shards;

/// <summary>The table of shards, in statements that lock its rows in one order, so that no two of them wait for each other in a ring.</summary>
internal static class ShardRows
{
    internal const string All = "select shard_id, epoch, owner from shards order by shard_id";

    // The taker's own row is locked against its end (a newer life changes the key of the row), and not against a renewal: a takeover waits for
    // the appends under way, and that must not cost the lease. A shard whose row was locked is looked at anew when the lock is free: another
    // taker may have raised its epoch. Appends hold their shards' rows for share, so an append is before the takeover or after it.
    internal const string Take = """
        with me as (
            select from nodes where name = $1 and incarnation = $2 and phase <> $3 for key share
        ), free as (
            select h.shard_id
            from unnest($4, $5) as seen (shard_id, epoch)
            join shards h on h.shard_id = seen.shard_id and h.epoch = seen.epoch
            where exists (select from me)
              and (h.owner in (0, $2) or not exists (
                  select from nodes n
                  where n.incarnation = h.owner and n.phase <> $3 and (n.lease is null or n.renewed_at + n.lease > clock_timestamp())))
            order by h.shard_id
            for no key update of h
        )
        update shards set epoch = shards.epoch + 1, owner = $2
        from free where shards.shard_id = free.shard_id
        returning shards.shard_id, shards.epoch, shards.owner
        """;

    internal const string GiveBack = """
        with held as (
            select h.shard_id
            from unnest($2, $3) as seen (shard_id, epoch)
            join shards h on h.shard_id = seen.shard_id and h.epoch = seen.epoch
            where h.owner = $1
            order by h.shard_id
            for no key update of h
        )
        update shards set owner = 0
        from held where shards.shard_id = held.shard_id
        """;

    public static ValueTask<IReadOnlyList<ShardRecord>> Read(NpgsqlConnection connection, CancellationToken cancellation) =>
        new Query(All).Rows(connection, Read, cancellation);

    public static ValueTask<IReadOnlyList<ShardRecord>> TakeOver(
        NpgsqlConnection connection, NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation) =>
        new Query(Take).With(owner.Node).With(owner.Number).With((int)NodePhase.Gone).With(Shards(seen)).With(Epochs(seen)).Rows(connection, Read, cancellation);

    public static ValueTask<int> Release(
        NpgsqlConnection connection, NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) =>
        new Query(GiveBack).With(owner.Number).With(Shards(held)).With(Epochs(held)).Do(connection, cancellation);

    private static int[] Shards(IReadOnlyList<ShardRecord> shards) => [.. shards.Select(shard => shard.Shard)];

    private static long[] Epochs(IReadOnlyList<ShardRecord> shards) => [.. shards.Select(shard => shard.Epoch)];

    private static ShardRecord Read(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2));
}
