using System.Diagnostics;
using Runs.Actors;
using Runs.Benchmarks.Floors;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Benchmarks.Workloads;

/// <summary>Runs of sequential instant model steps with 300-byte results, so many at a time. Each step is a commit of its own.</summary>
internal sealed class ChainWorkload(WorkloadOptions options)
{
    private const int ReplyBytes = 300;

    private static readonly TimeSpan FloorTime = TimeSpan.FromSeconds(2);

    private readonly List<double> _stepTimes = [];

    public async Task<Dictionary<string, object>> Measure()
    {
        await using var store = new BenchStore(options);
        var system = await store.Start(new InstantModel(ReplyBytes));
        var strategy = BenchStrategies.Chain(options.Steps);
        await RunMany(system, strategy, Math.Min(options.Warmup, options.Runs));
        _stepTimes.Clear();
        GC.Collect();
        var bytes = await store.Bytes();
        var ((cpu, serverCpu), start) = (store.Cpu(), Stopwatch.GetTimestamp());
        var times = await RunMany(system, strategy, options.Runs);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var (cpuEnd, serverCpuEnd) = store.Cpu();
        var (cpuMs, serverCpuMs) = ((cpuEnd - cpu).TotalMilliseconds, (serverCpuEnd - serverCpu).TotalMilliseconds);
        bytes = await store.Bytes() - bytes;
        var resident = Environment.WorkingSet;
        await store.Stop(system);
        var steps = (double)options.Runs * options.Steps;
        var figures = new Dictionary<string, object>
        {
            ["workload"] = "chain",
            ["journal"] = options.Journal,
            ["concurrency"] = options.Concurrency,
            ["stepsPerSecond"] = Math.Round(steps / elapsed),
            ["runsPerSecond"] = Math.Round(options.Runs / elapsed),
            ["p50Ms"] = times.Percentile(0.50),
            ["p99Ms"] = times.Percentile(0.99),
            ["cpuMsPerStep"] = Math.Round(cpuMs / steps, 4),
            ["residentMb"] = resident / (1024 * 1024),
            ["bytesPerStep"] = Math.Round(bytes / steps),
        };
        figures["p50StepMs"] = _stepTimes.Percentile(0.50);
        if (store.Database is { } database)
        {
            figures["server"] = database.Server;
            figures["serverCpuMsPerStep"] = Math.Round(serverCpuMs / steps, 4);
        }

        await AddFloor(figures, store, bytes / steps);
        return figures;
    }

    /// <summary>The store's own floor in the same minute, with rows of the size that a step has.</summary>
    private async Task AddFloor(Dictionary<string, object> figures, BenchStore store, double bytesPerStep)
    {
        var payload = (int)Math.Clamp(bytesPerStep * 0.8, 100, 100_000);
        if (await Floor(store, 1, payload) is not { } one || await Floor(store, 64, payload) is not { } many)
            return;
        figures["floorAppendsPerSecond"] = Math.Round(one.AppendsPerSecond);
        figures["floorP50Ms"] = one.P50Ms;
        figures["floor64AppendsPerSecond"] = Math.Round(many.AppendsPerSecond);
        figures["floor64P50Ms"] = many.P50Ms;
        figures["stepOverFloor"] = Math.Round(_stepTimes.Percentile(0.50) / one.P50Ms, 2);
    }

    private async Task<FloorFigures?> Floor(BenchStore store, int batch, int payload) => options.Journal switch
    {
        "sqlite" => SqliteAppendFloor.Measure(batch, payload, 1000, FloorTime),
        "postgres" => await PostgresAppendFloor.Measure(store.Database!.Options.Connection, batch, payload, 1000, FloorTime),
        _ => null,
    };

    private async Task<List<double>> RunMany(RunSystem system, StrategyDefinition strategy, int runs)
    {
        var times = new List<double>(runs);
        await Workers.Run(options.Concurrency, runs, async _ =>
        {
            var start = Stopwatch.GetTimestamp();
            var prepared = (await system.Prepare(new PrepareRequest { Strategy = strategy })).Require();
            (await system.Start(prepared.Run, "go")).Require();
            var started = Stopwatch.GetTimestamp();
            var end = await system.Completion(prepared.Run);
            if (end.State.Status != RunStatus.Completed)
                throw new InvalidOperationException($"A run ended {end.State.Status}: {end.State.End?.Error?.Message}");
            lock (times)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                _stepTimes.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds / options.Steps);
            }
        });
        return times;
    }
}
