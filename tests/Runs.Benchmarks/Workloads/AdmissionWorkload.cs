using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Domain.Admissions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Benchmarks.Workloads;

/// <summary>
/// Many runs of one instant step started at once in a queue that lets 64 of them work at a time: from the first start to the last end. And what it
/// costs to start one with few and with many in line.
/// </summary>
internal sealed class AdmissionWorkload(WorkloadOptions options)
{
    private const int Slots = 64;
    private const int Few = 100;
    private const int Probes = 200;

    public async Task<Dictionary<string, object>> Measure()
    {
        await using var store = new BenchStore(options);
        var system = await store.Start(new InstantModel(300), admission: Rules(Slots));
        await Finish(system, await Start(system, await Prepare(system, Math.Min(options.Warmup, options.Runs)), []));
        var prepared = await Prepare(system, options.Runs);
        GC.Collect();
        var (cpu, begun) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var starts = new ConcurrentBag<double>();
        var ended = await Finish(system, await Start(system, prepared, starts));
        var elapsed = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var cpuMs = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
        await store.Stop(system);
        var (few, many) = await Enqueueing();
        return new Dictionary<string, object>
        {
            ["workload"] = "admission",
            ["journal"] = options.Journal,
            ["runs"] = options.Runs,
            ["slots"] = Slots,
            ["runsPerSecond"] = Math.Round(options.Runs / elapsed),
            ["cpuMsPerRun"] = Math.Round(cpuMs / options.Runs, 4),
            ["startP50Ms"] = starts.ToList().Percentile(0.50),
            ["mostAtATime"] = MostAtATime(ended),
            ["outOfOrder"] = OutOfOrder(ended),
            ["enqueueFewP50Ms"] = few,
            ["enqueueManyP50Ms"] = many,
            ["enqueueManyOverFew"] = Math.Round(many / few, 2),
            ["residentMb"] = Environment.WorkingSet / (1024 * 1024),
        };
    }

    private static AdmissionRules Rules(int slots) => new()
    {
        Queues = ImmutableSortedDictionary<string, QueueRules>.Empty.Add(AdmissionRules.DefaultQueue, new QueueRules { MaxConcurrentRuns = slots }),
    };

    private async Task<List<RunId>> Prepare(RunSystem system, int runs)
    {
        var prepared = new ConcurrentBag<RunId>();
        var strategy = BenchStrategies.Chain(1);
        await Workers.Run(options.Concurrency, runs, async _ => prepared.Add((await system.Prepare(new PrepareRequest { Strategy = strategy })).Require().Run));
        return [.. prepared];
    }

    private static async Task<List<Task<RunReply>>> Start(RunSystem system, List<RunId> runs, ConcurrentBag<double> times)
    {
        var ends = runs.Select(run => system.Completion(run).AsTask()).ToList();
        await Task.WhenAll(runs.Select(async run =>
        {
            var begun = Stopwatch.GetTimestamp();
            (await system.Start(run, "go")).Require();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }));
        return ends;
    }

    private static async Task<List<RunState>> Finish(RunSystem system, List<Task<RunReply>> ends)
    {
        _ = system;
        var states = (await Task.WhenAll(ends)).Select(end => end.State).ToList();
        return states.TrueForAll(state => state.Status == RunStatus.Completed) ? states : throw new InvalidOperationException("A run failed.");
    }

    /// <summary>What a start costs while nothing moves: one slot, held by a run that waits.</summary>
    private async Task<(double Few, double Many)> Enqueueing()
    {
        await using var store = new BenchStore(options);
        var system = await store.Start(new HangingModel(runPrefix: "", step: 0), admission: Rules(1));
        await Start(system, await Prepare(system, Few), []);
        var few = await Probe(system);
        await Start(system, await Prepare(system, options.Runs), []);
        var many = await Probe(system);
        await store.Stop(system);
        return (few, many);
    }

    private async Task<double> Probe(RunSystem system)
    {
        // What was started before is taken in first.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var times = new List<double>();
        foreach (var run in await Prepare(system, Probes))
        {
            var begun = Stopwatch.GetTimestamp();
            (await system.Start(run, "go")).Require();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return times.Percentile(0.50);
    }

    private static int MostAtATime(List<RunState> runs)
    {
        var (now, most) = (0, 0);
        // One that ends at the very moment at which another begins has made room for it.
        foreach (var (_, change) in runs.SelectMany(run => new[] { (run.Current!.StartedAt!.Value, 1), (run.End!.At, -1) }).Order())
            most = Math.Max(most, now += change);
        return most;
    }

    /// <summary>How many began before somebody who had waited longer by more than a millisecond, over all neighbours.</summary>
    private static int OutOfOrder(List<RunState> runs)
    {
        var inOrder = runs.OrderBy(run => run.Current!.QueuedAt).ThenBy(run => run.RunId, StringComparer.Ordinal).Select(run => run.Current!.StartedAt!.Value).ToList();
        return inOrder.Zip(inOrder.Skip(Slots)).Count(pair => pair.First > pair.Second + TimeSpan.FromMilliseconds(100));
    }
}
