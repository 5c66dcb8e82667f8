using System.Data;
using Npgsql;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>Reads, at one moment, all that a refused batch touches.</summary>
internal static class BatchLook
{
    internal const string Epochs = "select shard_id, epoch from shards where shard_id = any($1::integer[])";

    internal const string Tails = """
        select wanted.stream_key, tail.last_seq from unnest($1::bigint[]) as wanted (stream_key)
        join lateral (select last_seq from appends where stream_key = wanted.stream_key order by first_seq desc limit 1) as tail on true
        """;

    internal const string Names = """
        select streams.kind, streams.id from unnest($1::text[], $2::text[]) as wanted (kind, id)
        join streams on streams.kind = wanted.kind and streams.id = wanted.id
        """;

    internal const string Slots = """
        select permits.limit_key, permits.slot, permits.generation, coalesce(permits.stream_key, 0) from unnest($1::text[], $2::integer[]) as wanted (limit_key, slot)
        join permits on permits.limit_key = wanted.limit_key and permits.slot = wanted.slot
        """;

    public static async ValueTask<FoundState> Read(NpgsqlConnection connection, IReadOnlyList<Append> batch)
    {
        var found = new FoundState();
        // What can't be stored isn't there, and can't be asked for.
        var appends = batch.Where(append => StorableText.Fault(append) is null).ToList();
        var names = appends.Where(append => append.StreamKey == 0).Select(append => append.Entity).ToList();
        var slots = appends.SelectMany(append => append.Claims).Select(claim => (Limit: claim.LimitKey, claim.Slot)).Distinct().ToList();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await Each(connection, Epochs, [batch.Select(append => append.Shard).Distinct().ToArray()], row => found.Epochs[row.GetInt32(0)] = row.GetInt64(1));
        await Each(connection, Tails, [batch.Select(append => append.StreamKey).Distinct().ToArray()], row => found.Tails[row.GetInt64(0)] = row.GetInt64(1));
        await Each(
            connection,
            Names,
            [names.Select(name => StoredText.Encode(name.Kind)).ToArray(), names.Select(name => StoredText.Encode(name.Id)).ToArray()],
            row => found.Names.Add(new EntityId(StoredText.Decode(row.GetString(0)), StoredText.Decode(row.GetString(1)))));
        await Each(
            connection,
            Slots,
            [slots.Select(slot => StoredText.Encode(slot.Limit)).ToArray(), slots.Select(slot => slot.Slot).ToArray()],
            row => found.Slots[(StoredText.Decode(row.GetString(0)), row.GetInt32(1))] = new FoundSlot(row.GetInt64(2), row.GetInt64(3)));
        await transaction.CommitAsync();
        return found;
    }

    private static async ValueTask Each(NpgsqlConnection connection, string sql, object[] parameters, Action<NpgsqlDataReader> take)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            take(rows);
    }
}
