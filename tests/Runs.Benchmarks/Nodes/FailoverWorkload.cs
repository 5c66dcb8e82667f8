using System.Security.Cryptography;
using Npgsql;
using Runs.Benchmarks.Serving;
using Runs.Benchmarks.Workloads;

namespace Runs.Benchmarks.Nodes;

/// <summary>
/// kill -9 of one of several nodes while all execute runs whose steps take a moment: how long it takes until each run that it had goes on, by
/// the first event that the journal has of it after the kill. The machine's clock is the same for all.
/// </summary>
internal sealed class FailoverWorkload(WorkloadOptions options)
{
    private const int PaceMs = 100;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    public async Task<Dictionary<string, object>> Measure()
    {
        await using var database = await BenchDatabase.Open(options.Connection);
        // Long enough that none ends before it is looked at.
        var load = new NodeLoad(options.Nodes, options.Runs / options.Nodes, 0, Steps: 600, Concurrency: 1, PaceMs, LocalAttempts: 0);
        await using var nodes = await NodeProcesses.Start(options.Nodes, database.Options, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), load);
        await nodes.All("share");
        await nodes.All("load");
        var victim = nodes.Nodes[^1];
        await nodes.Kill(victim);
        var killed = DateTimeOffset.UtcNow;
        var goneOn = await GoneOn(database, victim.Name, killed);
        return new Dictionary<string, object>
        {
            ["workload"] = "failover",
            ["nodes"] = options.Nodes,
            ["runs"] = goneOn.Count,
            ["leaseMs"] = BenchNode.Lease.TotalMilliseconds,
            ["firstMs"] = Math.Round(goneOn.Min()),
            ["p50Ms"] = Math.Round(goneOn.Percentile(0.50)),
            ["lastMs"] = Math.Round(goneOn.Max()),
            ["lastBeyondLeaseMs"] = Math.Round(goneOn.Max() - BenchNode.Lease.TotalMilliseconds),
            ["loadAverage"] = MachineLoad.Averages,
        };
    }

    /// <summary>For each run that the node had the milliseconds until its first event after the kill.</summary>
    private static async Task<List<double>> GoneOn(BenchDatabase database, string node, DateTimeOffset killed)
    {
        await using var connection = new NpgsqlConnection(database.Options.Connection + ";Pooling=false");
        await connection.OpenAsync();
        var schema = database.Options.Schema;
        var shards = await Rows(connection, $"select s.shard_id::bigint, 0::bigint from {schema}.shards s join {schema}.nodes n on n.incarnation = s.owner where n.name = '{node}'");
        var had = await Rows(connection, $"select stream_key, 0::bigint from {schema}.streams where kind = 'run' and shard_id in ({string.Join(',', shards.Keys)})");
        var began = DateTimeOffset.UtcNow;
        while (true)
        {
            var first = await Rows(
                connection,
                $"select stream_key, min(at) from {schema}.appends where stream_key in ({string.Join(',', had.Keys)}) and at > {killed.UtcTicks} group by stream_key");
            if (first.Count == had.Count)
                return [.. first.Values.Select(at => TimeSpan.FromTicks(at - killed.UtcTicks).TotalMilliseconds)];
            if (DateTimeOffset.UtcNow - began > Deadline)
                throw new TimeoutException($"Of {had.Count} runs {first.Count} went on within {Deadline.TotalSeconds} s.");
            await Task.Delay(200);
        }
    }

    private static async Task<Dictionary<long, long>> Rows(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<long, long>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetInt64(0), reader.GetInt64(1));
        return rows;
    }
}
