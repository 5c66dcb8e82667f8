using System.Diagnostics;
using System.Security.Cryptography;
using Runs.Actors;
using Runs.Benchmarks.Serving;
using Runs.Benchmarks.Workloads;

namespace Runs.Benchmarks.Nodes;

/// <summary>
/// The chain over several nodes, each a process of its own with its part of the load, and the same load on one node that is a process too, on
/// the same server. New runs live where they are prepared, as the program has it; the figures that begin with spread are of runs that live
/// anywhere, so that most of those that a node starts live on another one.
/// </summary>
internal sealed class ClusterChainWorkload(WorkloadOptions options)
{
    public async Task<Dictionary<string, object>> Measure()
    {
        await using var warm = await BenchDatabase.Open(options.Connection);
        var server = warm.Options.Connection;
        // One before and one after, because others' programs come and go.
        var usual = new RunSystemOptions().LocalAttempts;
        var before = await Measure(server, 1, usual);
        var many = await Measure(server, options.Nodes, usual);
        var spread = await Measure(server, options.Nodes, localAttempts: 0);
        var after = await Measure(server, 1, usual);
        var one = (before.StepsPerSecond + after.StepsPerSecond) / 2;
        return new Dictionary<string, object>
        {
            ["workload"] = "cluster-chain",
            ["nodes"] = options.Nodes,
            ["concurrency"] = options.Concurrency,
            ["stepsPerSecond"] = Math.Round(many.StepsPerSecond),
            ["oneNodeStepsPerSecond"] = Math.Round(one),
            ["oneNodeBefore"] = Math.Round(before.StepsPerSecond),
            ["oneNodeAfter"] = Math.Round(after.StepsPerSecond),
            ["ratio"] = Math.Round(many.StepsPerSecond / one, 3),
            ["spreadStepsPerSecond"] = Math.Round(spread.StepsPerSecond),
            ["spreadRatio"] = Math.Round(spread.StepsPerSecond / one, 3),
            ["nodesCpuMsPerStep"] = Math.Round(many.NodesCpuMs, 4),
            ["serverCpuMsPerStep"] = Math.Round(many.ServerCpuMs, 4),
            ["spreadCpuMsPerStep"] = Math.Round(spread.NodesCpuMs, 4),
            ["spreadServerCpuMsPerStep"] = Math.Round(spread.ServerCpuMs, 4),
            ["oneNodeCpuMsPerStep"] = Math.Round((before.NodesCpuMs + after.NodesCpuMs) / 2, 4),
            ["oneNodeServerCpuMsPerStep"] = Math.Round((before.ServerCpuMs + after.ServerCpuMs) / 2, 4),
            ["loadAverage"] = MachineLoad.Averages,
        };

        async Task<Round> Measure(string connection, int count, int localAttempts)
        {
            await using var database = await BenchDatabase.Open(connection);
            var load = new NodeLoad(count, options.Runs / count, Math.Min(options.Warmup, options.Runs) / count, options.Steps, Math.Max(1, options.Concurrency / count), PaceMs: 0, localAttempts);
            await using var nodes = await NodeProcesses.Start(count, database.Options, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), load);
            await nodes.All("share");
            await nodes.All("warm");
            var ((cpu, serverCpu), began) = ((nodes.Cpu, warm.Cpu()), Stopwatch.GetTimestamp());
            await nodes.All("run");
            var (elapsed, steps) = (Stopwatch.GetElapsedTime(began), (double)load.Runs * count * load.Steps);
            return new Round(steps / elapsed.TotalSeconds, (nodes.Cpu - cpu).TotalMilliseconds / steps, (warm.Cpu() - serverCpu).TotalMilliseconds / steps);
        }
    }

    private sealed record Round(double StepsPerSecond, double NodesCpuMs, double ServerCpuMs);
}
