using Npgsql;
using Runs.Journal.Postgres;
using Runs.TestDatabase;

namespace Runs.Cluster.Tests.Harness;

/// <summary>The database of a cluster, as its operator sees it, and what an operator does to it.</summary>
internal sealed class ClusterDatabase(ThrowAwayPostgres server, string name)
{
    /// <summary>The server.</summary>
    public ThrowAwayPostgres Server => server;

    /// <summary>How a node connects to it.</summary>
    public string Connection => server.TcpConnection(name);

    /// <summary>The journal in it.</summary>
    public PostgresJournalOptions Journal => new() { Connection = server.SocketConnection(name) };

    /// <summary>How a node connects to it by way of a proxy.</summary>
    public string ConnectionBy(CuttableProxy proxy) => server.TcpConnection(proxy.Port, name);

    /// <summary>Makes it.</summary>
    public Task Create() => Execute("postgres", $"create database {name}");

    /// <summary>Takes it away.</summary>
    public Task Drop() => Execute("postgres", $"drop database if exists {name} with (force)");

    /// <summary>Ends all connections to it but the one that does it; the result is how many there were.</summary>
    public async Task<long> TerminateBackends() =>
        (long)(await Ask($"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{name}' and pid <> pg_backend_pid()"))!;

    /// <summary>How many shards each node has that lives, by the name of the node.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ShardsOfNodes()
    {
        await using var open = await Open(name);
        await using var command = new NpgsqlCommand(
            "select n.name, count(s.shard_id) from runs.nodes n join runs.shards s on s.owner = n.incarnation where n.lease is null or n.renewed_at + n.lease > clock_timestamp() group by n.name", open);
        await using var rows = await command.ExecuteReaderAsync();
        var shards = new Dictionary<string, long>();
        while (await rows.ReadAsync())
            shards.Add(rows.GetString(0), rows.GetInt64(1));
        return shards;
    }

    private async Task<object?> Ask(string sql)
    {
        await using var open = await Open(name);
        await using var command = new NpgsqlCommand(sql, open);
        return await command.ExecuteScalarAsync();
    }

    private async Task Execute(string database, string sql)
    {
        await using var open = await Open(database);
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlConnection> Open(string database)
    {
        var open = new NpgsqlConnection(server.SocketConnection(database) + ";Pooling=false");
        await open.OpenAsync();
        return open;
    }
}
