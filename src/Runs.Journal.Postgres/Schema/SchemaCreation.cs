using Npgsql;

namespace Runs.Journal.Postgres.Schema;

/// <summary>
/// Makes a journal where there is none. Several nodes may start at once on an empty database, so each takes a lock first and then looks; the
/// schema, its tables and its first rows come in one transaction, so a journal is there as a whole or not at all.
/// </summary>
internal static class SchemaCreation
{
    public static async ValueTask Ensure(NpgsqlConnection connection, JournalPlace place, JournalScripts scripts, int shards, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Lock(connection, place, cancellation);
        if (await SchemaCheck.IsEmpty(connection, place, cancellation))
            await Create(connection, place, scripts, shards, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async ValueTask Lock(NpgsqlConnection connection, JournalPlace place, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection)
        {
            Parameters = { new() { Value = $"runs journal {place.Schema}" } },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async ValueTask Create(NpgsqlConnection connection, JournalPlace place, JournalScripts scripts, int shards, CancellationToken cancellation)
    {
        // Asked first: "if not exists" wants the right to create schemas even where there is one.
        await using (var exists = new NpgsqlCommand("select exists (select from pg_namespace where nspname = $1)", connection) { Parameters = { new() { Value = place.Schema } } })
        {
            if (await exists.ExecuteScalarAsync(cancellation) is not true)
                await Execute(connection, $"create schema {place.Identifier}", cancellation);
        }

        foreach (var script in scripts.Texts)
            await Execute(connection, script, cancellation);
        await Execute(
            connection,
            $"""
            insert into meta (name, value) values ('{JournalMeta.Format}', {scripts.Newest}), ('{JournalMeta.Shards}', {shards});
            insert into shards (shard_id, epoch, owner) select shard, 0, 0 from generate_series(0, {shards} - 1) shard
            """,
            cancellation);
    }

    private static async ValueTask Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
