using Npgsql;
using Runs.Journal.Postgres.Reading;
using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Shards;

namespace Runs.Journal.Postgres.Shards;

/// <summary>The table of nodes: one row a name, of its latest life. Times are the database's own.</summary>
internal static class NodeRows
{
    /// <summary>A row says that a life may be over long before it goes: nodes with names of their own each time must not pile up.</summary>
    private const string KeptFor = "interval '7 days'";

    // Joins take the row of the format, one after the other. So the numbers of lives increase in the order of the commits, and the format
    // doesn't change between the look and the row of a node that can't live with it.
    private const string JoinText = $"""
        with format as (select value from meta where name = '{JournalMeta.Format}' for update),
        joined as (
            insert into nodes (name, incarnation, address, client_url, version, newest_format, phase, lease, joined_at, renewed_at)
            select $1, nextval('incarnations'), $2, $3, $4, $5, $6, $7, clock_timestamp(), clock_timestamp() from format where value <= $5
            on conflict (name) do update
            set incarnation = excluded.incarnation, address = excluded.address, client_url = excluded.client_url, version = excluded.version,
                newest_format = excluded.newest_format, phase = excluded.phase, lease = excluded.lease, joined_at = excluded.joined_at,
                renewed_at = excluded.renewed_at
            returning incarnation
        )
        select format.value, joined.incarnation from format left join joined on true
        """;

    private const string RenewText = $"""
        update nodes set phase = $3, renewed_at = clock_timestamp()
        where name = $1 and incarnation = $2 and phase <> $4
        returning (select value from meta where name = '{JournalMeta.Format}')
        """;

    private const string LeaveText = "update nodes set phase = $3 where name = $1 and incarnation = $2";

    private const string AllText = """
        select name, incarnation, address, client_url, version, newest_format, phase, lease - (clock_timestamp() - renewed_at),
               case when lease is not null then clock_timestamp() - renewed_at end
        from nodes order by incarnation
        """;

    private const string TidyText = $"delete from nodes where renewed_at < clock_timestamp() - {KeptFor} and (phase = $1 or renewed_at < clock_timestamp() - lease)";

    /// <summary>The format that the journal has, and the number of the new life unless the node doesn't know that format.</summary>
    public static async ValueTask<(int Format, long? Incarnation)> Join(
        NpgsqlConnection connection, NodeRegistration node, int newestFormat, CancellationToken cancellation)
    {
        var answer = await new Query(JoinText).With(node.Node).With(node.Address).With(node.ClientUrl).With(node.Version).With(newestFormat)
            .With((int)NodePhase.Joining).With(node.Lease)
            .Rows(connection, row => ((int)row.GetInt64(0), row.IsDBNull(1) ? null : (long?)row.GetInt64(1)), cancellation);
        await new Query(TidyText).With((int)NodePhase.Gone).Do(connection, cancellation);
        return answer.Single();
    }

    /// <summary>The format that the journal has now; nothing when this life is over.</summary>
    public static async ValueTask<int?> Renew(NpgsqlConnection connection, NodeIncarnation node, NodePhase phase, CancellationToken cancellation)
    {
        var answer = await new Query(RenewText).With(node.Node).With(node.Number).With((int)phase).With((int)NodePhase.Gone)
            .Rows(connection, row => (int)row.GetInt64(0), cancellation);
        return answer is [var format] ? format : null;
    }

    public static ValueTask<int> Leave(NpgsqlConnection connection, NodeIncarnation node, CancellationToken cancellation) =>
        new Query(LeaveText).With(node.Node).With(node.Number).With((int)NodePhase.Gone).Do(connection, cancellation);

    public static ValueTask<IReadOnlyList<NodeRecord>> All(NpgsqlConnection connection, CancellationToken cancellation) =>
        new Query(AllText).Rows(connection, Read, cancellation);

    private static NodeRecord Read(NpgsqlDataReader row) =>
        new(new NodeIncarnation(row.Text(0), row.GetInt64(1)), row.Text(2), (NodePhase)row.GetInt16(6), Span(row, 7))
        {
            ClientUrl = row.Text(3),
            Version = row.Text(4),
            NewestFormat = row.GetInt32(5),
            SinceRenewal = Span(row, 8),
        };

    private static TimeSpan? Span(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetTimeSpan(column);
}
