using System.Diagnostics;
using System.Security.Cryptography;
using Runs.Actors;
using Runs.Benchmarks.Serving;
using Runs.Benchmarks.Workloads;
using Runs.Domain.Identity;
using Runs.Domain.Strategies;

namespace Runs.Benchmarks.Nodes;

/// <summary>
/// A command that is stored, to a run of the same node and to one of another node, one at a time and in turn. Both nodes are in this process,
/// on one database, with real sockets between them. The command steers a run that waits for a person.
/// </summary>
internal sealed class RemoteWorkload(WorkloadOptions options)
{
    private const int CommandsEach = 100;

    public async Task<Dictionary<string, object>> Measure()
    {
        await using var database = await BenchDatabase.Open(options.Connection);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await using var here = await BenchNode.Start("here", database.Options, secret, new InstantModel(1), localAttempts: 0);
        await using var there = await BenchNode.Start("there", database.Options, secret, new InstantModel(1), localAttempts: 0);
        await Task.WhenAll(here.Share(2), there.Share(2));
        var (warmup, count) = (Math.Max(1, options.Warmup / CommandsEach), Math.Max(1, options.Runs / CommandsEach));
        await Round(warmup);
        var (local, remote) = await Round(count);
        return new Dictionary<string, object>
        {
            ["workload"] = "remote",
            ["commands"] = remote.Count,
            ["localP50Ms"] = local.Percentile(0.50),
            ["remoteP50Ms"] = remote.Percentile(0.50),
            ["hopP50Ms"] = Math.Round(remote.Percentile(0.50) - local.Percentile(0.50), 3),
            ["localP99Ms"] = local.Percentile(0.99),
            ["remoteP99Ms"] = remote.Percentile(0.99),
            ["loadAverage"] = MachineLoad.Averages,
        };

        async Task<(List<double> Local, List<double> Remote)> Round(int runs)
        {
            var strategy = BenchStrategies.Parked();
            var own = await Begin(here, await here.RunsOf(here.System.Incarnation, runs), strategy);
            var others = await Begin(here, await here.RunsOf(there.System.Incarnation, runs), strategy);
            var (local, remote) = (new List<double>(), new List<double>());
            for (var command = 0; command < CommandsEach; command++)
            {
                for (var run = 0; run < runs; run++)
                {
                    local.Add(await Steer(here.System, own[run]));
                    remote.Add(await Steer(here.System, others[run]));
                }
            }

            return (local, remote);
        }
    }

    private static async Task<IReadOnlyList<RunId>> Begin(BenchNode node, IReadOnlyList<RunId> runs, StrategyDefinition strategy)
    {
        foreach (var run in runs)
        {
            (await node.System.Prepare(new PrepareRequest { Run = run, Strategy = strategy })).Require();
            (await node.System.Start(run, "")).Require();
        }

        return runs;
    }

    private static async Task<double> Steer(RunSystem system, RunId run)
    {
        var began = Stopwatch.GetTimestamp();
        (await system.Steer(run, "left")).Require();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
