using System.Diagnostics;
using Npgsql;
using Runs.Benchmarks.Workloads;
using Runs.Journal.Postgres.Schema;
using Runs.Journal.Postgres.Writing;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Benchmarks.Floors;

/// <summary>
/// What the journal in PostgreSQL can commit without the engine: the lane's own statement, on the lane's own connection, fence and all, from one
/// thread that does nothing else.
/// </summary>
internal sealed class PostgresAppendFloor
{
    private readonly NpgsqlBatch _commands;
    private readonly AppendRows _rows = new();
    private readonly Append[] _streams;
    private readonly List<(int Shard, long Epoch)> _shards = [];
    private int _next;

    private PostgresAppendFloor(NpgsqlConnection connection, int shards, int payload, int streams)
    {
        _commands = connection.CreateBatch();
        var data = new byte[payload];
        new Random(1).NextBytes(data);
        _streams = [.. Enumerable.Range(1, streams).Select(key => new Append
        {
            Entity = new EntityId("run", $"r{key}"),
            StreamKey = key,
            Shard = key % shards,
            FirstSeq = 1,
            Count = 2,
            Data = data,
        })];
    }

    /// <summary>Stores appends in turn for so many streams, <paramref name="batch"/> in a transaction, for about <paramref name="time"/>.</summary>
    internal static async Task<FloorFigures?> Measure(string connection, int batch, int payload, int streams, TimeSpan time)
    {
        await using var scratch = await BenchDatabase.Open(connection);
        await using var database = await PostgresDatabase.Open(scratch.Options, CancellationToken.None);
        await using var lane = await database.OpenLane(CancellationToken.None);
        var floor = new PostgresAppendFloor(lane, database.ShardCount, payload, streams);
        return floor.Measure(batch, time);
    }

    private FloorFigures Measure(int batch, TimeSpan time)
    {
        for (var warmup = 0; warmup < 20; warmup++)
            CommitOne(batch);
        var commits = 0L;
        var times = new List<double>();
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            var began = Stopwatch.GetTimestamp();
            CommitOne(batch);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            commits++;
        }

        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var appends = commits * batch;
        times.Sort();
        return new FloorFigures(appends / elapsed, commits / elapsed, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / appends, Math.Round(times[times.Count / 2], 3));
    }

    private void CommitOne(int batch)
    {
        _rows.Clear();
        _shards.Clear();
        for (var i = 0; i < batch; i++)
        {
            var append = _streams[_next++ % _streams.Length];
            _rows.Add(append.StreamKey, append);
            _shards.Add((append.Shard, append.Epoch));
            append.FirstSeq += append.Count;
        }

        _shards.Sort();
        _rows.Fence([.. _shards.Distinct()]);
        _commands.BatchCommands.Clear();
        _rows.AddTo(_commands.BatchCommands);
        _commands.ExecuteNonQuery();
    }
}
