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
    private IReadOnlyList<RunId> _own = [];

    /// <summary>Serves until its input ends.</summary>
    public static async Task<int> Serve(string name, string schema, NodeLoad load)
    {
        var database = new PostgresJournalOptions { Connection = Variable("RUNS_CONNECTION"), Schema = schema };
        IStepHandler handler = load.PaceMs == 0 ? new InstantModel(300) : new PacedModel(TimeSpan.FromMilliseconds(load.PaceMs));
        await using var node = await BenchNode.Start(name, database, Variable("RUNS_CLUSTER_SECRET"), handler);
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
                await Execute(node.System, strategy, load.Warmup, _ => null);
                return "warmed";
            case "run":
                await Execute(node.System, strategy, load.Runs, _ => null);
                return "done";
            case "name":
                _own = await node.RunsOf(node.System.Incarnation, load.Runs);
                return "named";
            case "run-own":
                await Execute(node.System, strategy, load.Runs, i => _own[i]);
                return "done";
            case "load":
                // They go on while other lines are read, and end with this process.
                for (var i = 0; i < load.Runs; i++)
                    await Begin(node.System, strategy, null);
                return "loaded";
            default:
                return "unknown";
        }
    }

    private Task Execute(RunSystem system, StrategyDefinition strategy, int runs, Func<int, RunId?> idOf) => Workers.Run(load.Concurrency, runs, async number =>
    {
        var run = await Begin(system, strategy, idOf(number));
        var end = await system.Completion(run);
        if (end.State.Status != RunStatus.Completed)
            throw new InvalidOperationException($"A run ended {end.State.Status}: {end.State.End?.Error?.Message}");
    });

    private static async Task<RunId> Begin(RunSystem system, StrategyDefinition strategy, RunId? id)
    {
        var prepared = (await system.Prepare(new PrepareRequest { Run = id, Strategy = strategy })).Require();
        (await system.Start(prepared.Run, "go")).Require();
        return prepared.Run;
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} isn't set.");
}
