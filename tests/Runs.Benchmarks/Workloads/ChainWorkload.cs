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

    private readonly List<double> _stepTimes = [];

    public async Task<Dictionary<string, object>> Measure()
    {
        await using var store = new BenchStore(options.Journal);
        var system = await store.Start(new InstantModel(ReplyBytes));
        var strategy = BenchStrategies.Chain(options.Steps);
        await RunMany(system, strategy, Math.Min(options.Warmup, options.Runs));
        _stepTimes.Clear();
        GC.Collect();
        var (bytes, cpu, start) = (store.Bytes, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var times = await RunMany(system, strategy, options.Runs);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpuMs = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
        bytes = store.Bytes - bytes;
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
        AddFloor(figures, bytes / steps);
        return figures;
    }

    /// <summary>The store's own floor in the same minute, with rows of the size that a step has.</summary>
    private void AddFloor(Dictionary<string, object> figures, double bytesPerStep)
    {
        figures["p50StepMs"] = _stepTimes.Percentile(0.50);
        if (options.Journal != "sqlite")
            return;
        var payload = (int)Math.Clamp(bytesPerStep * 0.8, 100, 100_000);
        var one = SqliteAppendFloor.Measure(1, payload, 1000, TimeSpan.FromSeconds(2));
        var many = SqliteAppendFloor.Measure(64, payload, 1000, TimeSpan.FromSeconds(2));
        figures["floorAppendsPerSecond"] = Math.Round(one.AppendsPerSecond);
        figures["floorP50Ms"] = one.P50Ms;
        figures["floor64AppendsPerSecond"] = Math.Round(many.AppendsPerSecond);
        figures["stepOverFloor"] = Math.Round(_stepTimes.Percentile(0.50) / one.P50Ms, 2);
    }

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
