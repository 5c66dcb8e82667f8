using Runs.Actors;
using Runs.Actors.Attempts;
using Runs.Benchmarks.Workloads;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Journal.Postgres;

namespace Runs.Benchmarks.Nodes;

/// <summary>What a <see cref="NodeProcess"/> does: it joins, and then what each line of its input says.</summary>
internal sealed class NodeChild(NodeLoad load)
{
    /// <summary>Serves until its input ends.</summary>
    public static async Task<int> Serve(string name, string schema, NodeLoad load)
    {
        var database = new PostgresJournalOptions { Connection = Variable("RUNS_CONNECTION"), Schema = schema };
        IStepHandler handler = load.PaceMs == 0 ? new InstantModel(300) : new PacedModel(TimeSpan.FromMilliseconds(load.PaceMs));
        await using var node = await BenchNode.Start(name, database, Variable("RUNS_CLUSTER_SECRET"), handler, load.LocalAttempts);
        var child = new NodeChild(load);
        Console.WriteLine("joined");
        while (await Console.In.ReadLineAsync() is { } line)
            Console.WriteLine(await child.Do(node, line));
        return 0;
    }

    private async Task<string> Do(BenchNode node, string line)
    {
        var strategy = BenchStrategies.Chain(load.Steps);
        switch (line)
        {
            case "share":
                await node.Share(load.Nodes);
                return "shared";
            case "warm":
                await Execute(node.System, strategy, load.Warmup);
                return "warmed";
            case "run":
                await Execute(node.System, strategy, load.Runs);
                return "done";
            case "load":
                // They go on while other lines are read, and end with this process.
                for (var i = 0; i < load.Runs; i++)
                    await Begin(node.System, strategy);
                return "loaded";
            default:
                return "unknown";
        }
    }

    private Task Execute(RunSystem system, StrategyDefinition strategy, int runs) => Workers.Run(load.Concurrency, runs, async _ =>
    {
        var run = await Begin(system, strategy);
        var end = await system.Completion(run);
        if (end.State.Status != RunStatus.Completed)
            throw new InvalidOperationException($"A run ended {end.State.Status}: {end.State.End?.Error?.Message}");
    });

    private static async Task<RunId> Begin(RunSystem system, StrategyDefinition strategy)
    {
        var prepared = (await system.Prepare(new PrepareRequest { Strategy = strategy })).Require();
        (await system.Start(prepared.Run, "go")).Require();
        return prepared.Run;
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} isn't set.");
}
