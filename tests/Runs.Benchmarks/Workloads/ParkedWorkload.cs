using System.Diagnostics;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Benchmarks.Workloads;

/// <summary>Runs that wait for a person: they must cost rows and no memory, and every one must be answerable.</summary>
internal sealed class ParkedWorkload(WorkloadOptions options)
{
    private const int Megabyte = 1024 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    public async Task<Dictionary<string, object>> Measure()
    {
        await using var store = new BenchStore(options);
        var system = await store.Start(new InstantModel(300), passivateAfter: TimeSpan.FromMilliseconds(200));
        await Park(system, 200);
        await UntilNoCellLives(system);
        var (idleManaged, idleResident) = Memory();
        var start = Stopwatch.GetTimestamp();
        var runs = await Park(system, options.Runs);
        var parkSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await UntilNoCellLives(system);
        var (managed, resident) = Memory();
        start = Stopwatch.GetTimestamp();
        await AnswerAll(system, runs);
        var answerSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await store.Stop(system);
        return new Dictionary<string, object>
        {
            ["workload"] = "parked",
            ["journal"] = options.Journal,
            ["concurrency"] = options.Concurrency,
            ["runs"] = runs.Count,
            ["liveCells"] = 0,
            ["managedMbAboveIdle"] = Math.Round((managed - idleManaged) / (double)Megabyte, 1),
            ["residentMbAboveIdle"] = Math.Round((resident - idleResident) / (double)Megabyte, 1),
            ["residentMb"] = resident / Megabyte,
            ["parkedPerSecond"] = Math.Round(runs.Count / parkSeconds),
            ["answeredPerSecond"] = Math.Round(runs.Count / answerSeconds),
        };
    }

    private async Task<List<RunId>> Park(RunSystem system, int count)
    {
        var strategy = BenchStrategies.Parked();
        var runs = new List<RunId>(count);
        await Workers.Run(options.Concurrency, count, async _ =>
        {
            var prepared = (await system.Prepare(new PrepareRequest { Strategy = strategy })).Require();
            (await system.Start(prepared.Run)).Require();
            lock (runs)
                runs.Add(prepared.Run);
        });
        return runs;
    }

    private async Task AnswerAll(RunSystem system, List<RunId> runs) =>
        await Workers.Run(options.Concurrency, runs.Count, async index =>
        {
            (await system.Answer(runs[index], "human", "go on")).Require();
            var end = await system.Completion(runs[index]);
            if (end.State.Status != RunStatus.Completed)
                throw new InvalidOperationException($"A parked run ended {end.State.Status}.");
        });

    private static async Task UntilNoCellLives(RunSystem system)
    {
        var start = Stopwatch.GetTimestamp();
        while (system.LiveCells > 0)
        {
            if (Stopwatch.GetElapsedTime(start) > Deadline)
                throw new TimeoutException($"{system.LiveCells} cells of waiting runs still live.");
            await Task.Yield();
        }
    }

    private static (long Managed, long Resident) Memory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }
}
