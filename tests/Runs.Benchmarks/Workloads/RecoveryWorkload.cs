using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json;
using Runs.Actors;
using Runs.Domain.Identity;

namespace Runs.Benchmarks.Workloads;

/// <summary>
/// A journal of many ended runs and some interrupted ones, opened by a new process. It says how long after its start the last
/// of the interrupted runs has gone on.
/// </summary>
internal sealed class RecoveryWorkload(WorkloadOptions options)
{
    private const int StepsOfRun = 10;

    public async Task<Dictionary<string, object>> Measure()
    {
        await using var store = new BenchStore(options);
        await Fill(store);
        var bytes = await store.Bytes();
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { typeof(RecoveryWorkload).Assembly.Location, "recovery-child", "--journal", options.Journal, "--data", store.Root, "--interrupted", options.Interrupted.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        };
        if (store.Database is { } database)
        {
            // In the environment: it may hold a password, and arguments are seen by everybody.
            start.Environment["RUNS_CONNECTION"] = database.Options.Connection;
            start.ArgumentList.Add("--schema");
            start.ArgumentList.Add(database.Options.Schema);
        }

        var child = Process.Start(start)!;
        var line = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        if (child.ExitCode != 0)
            throw new InvalidOperationException($"The recovering process ended with {child.ExitCode}.");
        var figures = JsonConvert.DeserializeObject<Dictionary<string, object>>(line)!;
        figures["journalMb"] = bytes / (1024 * 1024);
        figures["runs"] = options.Runs;
        return figures;
    }

    /// <summary>In the new process.</summary>
    public async Task<Dictionary<string, object>> Recover(string root)
    {
        var started = Process.GetCurrentProcess().StartTime.ToUniversalTime();
        var main = DateTime.UtcNow - started;
        await using var store = new BenchStore(options, root);
        var model = new CountingModel(options.Interrupted);
        var system = await store.Start(model, wakes: true);
        var ready = DateTime.UtcNow - started;
        await model.AllCalled.WaitAsync(TimeSpan.FromMinutes(2));
        var all = DateTime.UtcNow - started;
        var resident = Environment.WorkingSet;
        await store.Stop(system);
        return new Dictionary<string, object>
        {
            ["workload"] = "recovery",
            ["journal"] = options.Journal,
            ["interrupted"] = options.Interrupted,
            ["mainMs"] = Math.Round(main.TotalMilliseconds),
            ["readyMs"] = Math.Round(ready.TotalMilliseconds),
            ["allGoingOnMs"] = Math.Round(all.TotalMilliseconds),
            ["residentMb"] = resident / (1024 * 1024),
        };
    }

    private async Task Fill(BenchStore store)
    {
        var model = new HangingModel("interrupted-", StepsOfRun - 1);
        var system = await store.Start(model);
        var strategy = BenchStrategies.Chain(StepsOfRun);
        await Workers.Run(64, options.Runs, async index =>
        {
            var hangs = index < options.Interrupted;
            var run = RunId.Parse((hangs ? "interrupted-" : "ended-") + index.ToString(CultureInfo.InvariantCulture));
            (await system.Prepare(new PrepareRequest { Run = run, Strategy = strategy })).Require();
            (await system.Start(run, "go")).Require();
            if (!hangs)
                await system.Completion(run);
        });
        await model.Hanging(options.Interrupted).WaitAsync(TimeSpan.FromMinutes(2));
        await store.Stop(system);
    }
}
