using Npgsql;

namespace Runs.Journal.Postgres.Schema;

/// <summary>Looks at what a schema holds, and changes nothing in it. The look costs the same however large the journal is.</summary>
internal static class SchemaCheck
{
    private const string Contents = """
        select c.relname, c.relkind = 'S' or c.relkind = 'i',
               coalesce((select string_agg(a.attname, ' ') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), ''),
               coalesce((select i.indisvalid and i.indisready from pg_index i where i.indexrelid = c.oid), true)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'i')
        """;

    /// <summary>Whether there is anything in the schema.</summary>
    public static async ValueTask<bool> IsEmpty(NpgsqlConnection connection, JournalPlace place, CancellationToken cancellation) =>
        (await Read(connection, place, cancellation)).Count == 0;

    /// <summary>Refuses what is no whole journal of a format that this program can write; answers the format and the count of shards.</summary>
    public static async ValueTask<(int Format, int Shards)> Run(
        NpgsqlConnection connection, JournalPlace place, int newest, IReadOnlyList<(string Kind, string Name, string Right)> rights, CancellationToken cancellation)
    {
        var found = await Read(connection, place, cancellation);
        if (!found.ContainsKey("meta"))
            throw DatabaseFaults.Corrupt(place, "it has tables of something else");
        CheckTable(place, found, "meta", "name value");
        await CheckRight(connection, place, "table", "meta", "SELECT", cancellation);
        var (format, shards) = await ReadMeta(connection, place, cancellation);
        if (format > newest)
            throw DatabaseFaults.Newer(place, format, newest);
        if (format < newest - 1)
            throw DatabaseFaults.Older(place, format, newest);
        foreach (var (table, columns, _) in JournalTables.Tables)
            CheckTable(place, found, table, columns);
        foreach (var name in JournalTables.Sequences.Concat(JournalTables.Indexes))
        {
            if (!found.TryGetValue(name, out var one) || !one.IsValid)
                throw DatabaseFaults.Corrupt(place, $"{name} is missing or invalid");
        }

        foreach (var (kind, name, right) in rights)
            await CheckRight(connection, place, kind, name, right, cancellation);
        await CheckShards(connection, place, shards, cancellation);
        return (format, shards);
    }

    private static async ValueTask<Dictionary<string, (HashSet<string> Columns, bool IsValid)>> Read(NpgsqlConnection connection, JournalPlace place, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Contents, connection) { Parameters = { new() { Value = place.Schema } } };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var found = new Dictionary<string, (HashSet<string>, bool)>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation))
            found[rows.GetString(0)] = ([.. rows.GetString(2).Split(' ')], rows.GetBoolean(3));
        return found;
    }

    private static void CheckTable(JournalPlace place, Dictionary<string, (HashSet<string> Columns, bool IsValid)> found, string table, string columns)
    {
        if (!found.TryGetValue(table, out var one))
            throw DatabaseFaults.Corrupt(place, $"the table {table} is missing");
        if (columns.Split(' ').FirstOrDefault(column => !one.Columns.Contains(column)) is { } missing)
            throw DatabaseFaults.Corrupt(place, $"the table {table} has no column {missing}");
    }

    private static async ValueTask CheckRight(NpgsqlConnection connection, JournalPlace place, string kind, string name, string right, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select has_{kind}_privilege($1, $2)", connection)
        {
            Parameters = { new() { Value = $"{place.Identifier}.{name}" }, new() { Value = right } },
        };
        if (await command.ExecuteScalarAsync(cancellation) is not true)
            throw DatabaseFaults.Forbidden(place, $"{right.ToLowerInvariant()} on {kind} {name}");
    }

    private static async ValueTask<(int Format, int Shards)> ReadMeta(NpgsqlConnection connection, JournalPlace place, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select name, value from meta", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation))
            values[rows.GetString(0)] = rows.GetInt64(1);
        return values.TryGetValue(JournalMeta.Format, out var format) && values.TryGetValue(JournalMeta.Shards, out var shards) && format is >= 1 and <= int.MaxValue && shards is >= 1 and <= int.MaxValue
            ? ((int)format, (int)shards)
            : throw DatabaseFaults.Corrupt(place, "it doesn't say which format and how many shards it has");
    }

    private static async ValueTask CheckShards(NpgsqlConnection connection, JournalPlace place, int shards, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select count(*) from shards where shard_id between 0 and $1 - 1", connection)
        {
            Parameters = { new() { Value = shards } },
        };
        var found = (long)(await command.ExecuteScalarAsync(cancellation))!;
        if (found != shards)
            throw DatabaseFaults.Corrupt(place, $"it has {found} of {shards} shards");
    }
}
