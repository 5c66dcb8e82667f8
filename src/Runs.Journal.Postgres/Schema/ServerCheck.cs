using Npgsql;

namespace Runs.Journal.Postgres.Schema;

/// <summary>Refuses a server that can't hold a journal, or that would lose what was acknowledged.</summary>
internal static class ServerCheck
{
    private const int OldestMajor = 13;

    public static async ValueTask Run(NpgsqlConnection connection, JournalPlace place, CancellationToken cancellation)
    {
        if (connection.PostgreSqlVersion.Major < OldestMajor)
            throw DatabaseFaults.Unsuitable(place, $"it is PostgreSQL {connection.PostgreSqlVersion.Major}, and {OldestMajor} is the oldest that can. Upgrade it");
        await using var command = new NpgsqlCommand("select pg_is_in_recovery(), current_setting('fsync'), current_setting('server_encoding')", connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        if (row.GetBoolean(0))
            throw DatabaseFaults.Unsuitable(place, "it is a standby, which takes no writes. Connect to the primary");
        // An append that a crash of the machine takes back was acknowledged. What a commit waits for beyond that is set by each connection.
        if (row.GetString(1) == "off")
            throw DatabaseFaults.Unsuitable(place, "its fsync is off, so a crash would lose what was acknowledged. Set fsync = on");
        if (row.GetString(2) != "UTF8")
            throw DatabaseFaults.Unsuitable(place, $"the database's encoding is {row.GetString(2)}. Create one with the encoding UTF8");
    }
}
