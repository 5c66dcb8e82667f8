using System.Diagnostics;
using Runs.Actors;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Benchmarks.Workloads;

/// <summary>
/// Graphs of instant steps. <c>graph</c>: one step, so many that need it, one that needs those, so many runs at a time.
/// <c>wide</c>: runs of independent steps one after another, at least two of each size, to see whether a step costs the same in a large graph.
/// </summary>
internal sealed class GraphWorkload(WorkloadOptions options)
{
    private const int ResultBytes = 300;

    private readonly InstantSteps _steps = options.Agent == "model" ? new(new InstantModel(ResultBytes), "model") : new(new InstantProcess(ResultBytes), "process");

    public async Task<Dictionary<string, object>> Measure()
    {
        await using var store = new BenchStore(options);
        var system = await store.Start(_steps.Handler);
        var strategy = BenchStrategies.Diamond(_steps.Agent, options.Steps);
        await RunMany(system, strategy, Math.Min(options.Warmup, options.Runs));
        GC.Collect();
        var (bytes, cpu, start) = (await store.Bytes(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var times = await RunMany(system, strategy, options.Runs);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpuMs = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
        bytes = await store.Bytes() - bytes;
        var resident = Environment.WorkingSet;
        await store.Stop(system);
        var steps = (double)options.Runs * (options.Steps + 2);
        return new Dictionary<string, object>
        {
            ["workload"] = "graph",
            ["journal"] = options.Journal,
            ["agent"] = _steps.Agent,
            ["runsAtATime"] = options.Concurrency,
            ["stepsPerRun"] = options.Steps + 2,
            ["stepsPerSecond"] = Math.Round(steps / elapsed),
            ["runsPerSecond"] = Math.Round(options.Runs / elapsed),
            ["p50Ms"] = times.Percentile(0.50),
            ["p99Ms"] = times.Percentile(0.99),
            ["cpuMsPerStep"] = Math.Round(cpuMs / steps, 4),
            ["bytesPerStep"] = Math.Round(bytes / steps),
            ["residentMb"] = resident / (1024 * 1024),
        };
    }

    public async Task<Dictionary<string, object>> MeasureWide()
    {
        await using var store = new BenchStore(options, concurrency: options.Concurrency);
        var system = await store.Start(_steps.Handler);
        var figures = new Dictionary<string, object>
        {
            ["workload"] = "wide",
            ["journal"] = options.Journal,
            ["agent"] = _steps.Agent,
            ["concurrency"] = options.Concurrency,
        };
        var warm = BenchStrategies.Wide(_steps.Agent, 1000, options.Concurrency);
        for (var i = 0; i < Math.Max(1, options.Warmup / 100); i++)
            await RunOne(system, warm);
        for (var size = 100; size <= options.Steps; size *= 10)
        {
            var strategy = BenchStrategies.Wide(_steps.Agent, size, options.Concurrency);
            var repeats = Math.Max(2, options.Steps / size);
            GC.Collect();
            var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            for (var i = 0; i < repeats; i++)
                await RunOne(system, strategy);
            var steps = (double)size * repeats;
            figures[$"stepsPerSecond{size}"] = Math.Round(steps / Stopwatch.GetElapsedTime(start).TotalSeconds);
            figures[$"cpuMsPerStep{size}"] = Math.Round((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / steps, 4);
        }

        await store.Stop(system);
        return figures;
    }

    private async Task<List<double>> RunMany(RunSystem system, StrategyDefinition strategy, int runs)
    {
        var times = new List<double>(runs);
        await Workers.Run(options.Concurrency, runs, async _ =>
        {
            var start = Stopwatch.GetTimestamp();
            await RunOne(system, strategy);
            lock (times)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        });
        return times;
    }

    private static async Task RunOne(RunSystem system, StrategyDefinition strategy)
    {
        var prepared = (await system.Prepare(new PrepareRequest { Strategy = strategy })).Require();
        (await system.Start(prepared.Run, "go")).Require();
        var end = await system.Completion(prepared.Run);
        if (end.State.Status != RunStatus.Completed)
            throw new InvalidOperationException($"A run ended {end.State.Status}: {end.State.End?.Error?.Message}");
    }

    private sealed record InstantSteps(Runs.Actors.Attempts.IStepHandler Handler, string Agent);
}
