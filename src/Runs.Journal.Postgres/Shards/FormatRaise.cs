using Npgsql;
using Runs.Journal.Postgres.Reading;
using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Postgres.Shards;

/// <summary>
/// Raises the journal's format, in one transaction. It takes the row of the format first, as every join does: nobody joins in between. The
/// scripts may take their time, so the rows of the nodes are taken after them: leases are renewed until then, and not in the moment of the change.
/// </summary>
internal static class FormatRaise
{
    private const string FormatText = $"select value from meta where name = '{JournalMeta.Format}' for update";

    private const string LockNodes = "select name from nodes order by name for update";

    private const string OlderText = """
        select name from nodes
        where newest_format < $1 and phase <> $2 and (lease is null or renewed_at + lease > clock_timestamp())
        order by name
        """;

    private const string EndText = "update nodes set phase = $2 where newest_format < $1";

    // A node that is taken for dead, and isn't, must not write in the old format beside those that write in the new one: a lease says when
    // others may try, and only the fence who writes.
    private const string FenceText = """
        with theirs as (
            select shard_id from shards
            where owner <> 0 and owner not in (select incarnation from nodes where phase <> $1)
            order by shard_id for no key update
        )
        update shards set epoch = epoch + 1, owner = 0 from theirs where shards.shard_id = theirs.shard_id
        """;

    /// <summary>Raises it, and answers the format that the journal has then.</summary>
    /// <exception cref="JournalException"><see cref="DatabaseErrors.Mixed"/> or <see cref="DatabaseErrors.Newer"/>.</exception>
    public static async ValueTask<int> Run(NpgsqlConnection connection, JournalPlace place, JournalScripts scripts, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var format = (int)(await new Query(FormatText).Rows(connection, row => row.GetInt64(0), cancellation)).Single();
        if (format > scripts.Newest)
            throw DatabaseFaults.Newer(place, format, scripts.Newest);
        if (format == scripts.Newest)
            return format;
        await Refuse(connection, scripts.Newest, cancellation);
        foreach (var script in scripts.After(format))
            await new Query(script).Do(connection, cancellation);
        await new Query(LockNodes).Rows(connection, row => row.GetString(0), cancellation);
        await Refuse(connection, scripts.Newest, cancellation);
        await new Query($"update meta set value = $1 where name = '{JournalMeta.Format}'").With((long)scripts.Newest).Do(connection, cancellation);
        await new Query(EndText).With(scripts.Newest).With((int)NodePhase.Gone).Do(connection, cancellation);
        await new Query(FenceText).With((int)NodePhase.Gone).Do(connection, cancellation);
        await transaction.CommitAsync(cancellation);
        return scripts.Newest;
    }

    private static async ValueTask Refuse(NpgsqlConnection connection, int newest, CancellationToken cancellation)
    {
        var older = await new Query(OlderText).With(newest).With((int)NodePhase.Gone).Rows(connection, row => row.Text(0), cancellation);
        if (older.Count > 0)
            throw new JournalException(DatabaseErrors.Mixed, $"These nodes don't know format {newest}: {string.Join(", ", older)}. Upgrade or stop them, then try again.");
    }
}
