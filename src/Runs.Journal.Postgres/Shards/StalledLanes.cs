using Npgsql;
using Runs.Journal.Postgres.Reading;

namespace Runs.Journal.Postgres.Shards;

/// <summary>
/// A node that was frozen in the middle of an append leaves a transaction open that locks its shards, and the server waits for the rest of it
/// for as long as the machine keeps the connection up. Nobody could take those shards over. Such a session is ended: nothing of it was
/// stored, and its node, if it wakes up, finds its connection lost.
/// </summary>
internal static class StalledLanes
{
    // The same user may end a session of its own. A lane sends a whole transaction at once, so one that is waited for so long is stalled.
    private const string End = """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where application_name = 'runs lane' and datname = current_database() and usename = current_user
          and wait_event_type = 'Client' and xact_start < clock_timestamp() - interval '2 seconds'
        """;

    /// <summary>Does something that waits for shards; where that takes too long it is done again without those that were stalled.</summary>
    public static async ValueTask<T> Without<T>(NpgsqlConnection connection, Func<ValueTask<T>> act, CancellationToken cancellation)
    {
        try
        {
            return await act();
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            var ended = await new Query(End).Rows(connection, row => row.GetInt64(0), cancellation);
            if (ended.Single() == 0)
                throw;
        }

        return await act();
    }
}
