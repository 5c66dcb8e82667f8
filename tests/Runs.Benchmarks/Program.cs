using Newtonsoft.Json;
using Runs.Benchmarks.Nodes;
using Runs.Benchmarks.Workloads;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: Runs.Benchmarks chain|graph|wide|planning|parked|recovery|gateway|stream|idle|admission|cluster-chain|remote|failover [--journal sqlite|memory|postgres] [--connection TEXT] [--runs N] [--steps N] [--edges N] [--concurrency N] [--agent process|model] [--interrupted N] [--warmup N] [--clients N] [--seconds N] [--deltas N] [--delay-ms N] [--subscribers N] [--stalled N] [--connections N] [--nodes N] [--json]");
    return 2;
}

if (args is ["node-child", var node, var schema, ..])
    return await NodeChild.Serve(node, schema, NodeLoad.Parse(args.AsSpan(3)));

var options = WorkloadOptions.Parse(args.AsSpan(1));
var figures = args[0] switch
{
    "chain" => await new ChainWorkload(options).Measure(),
    "graph" => await new GraphWorkload(options with { Steps = args.Contains("--steps") ? options.Steps : 20, Concurrency = args.Contains("--concurrency") ? options.Concurrency : 16 }).Measure(),
    "wide" => await new GraphWorkload(options with { Steps = args.Contains("--steps") ? options.Steps : 10_000 }).MeasureWide(),
    "planning" => new PlanningWorkload(options with { Steps = args.Contains("--steps") ? options.Steps : 10_000 }).Measure(),
    "parked" => await new ParkedWorkload(options).Measure(),
    "recovery" => await new RecoveryWorkload(options with { Runs = args.Contains("--runs") ? options.Runs : 10_000 }).Measure(),
    "gateway" => await new GatewayWorkload(options).Measure(),
    "stream" => await new StreamWorkload(options).Measure(),
    "admission" => await new AdmissionWorkload(options with { Runs = args.Contains("--runs") ? options.Runs : 20_000 }).Measure(),
    "idle" => await new IdleWorkload(options).Measure(),
    "cluster-chain" => await new ClusterChainWorkload(options with { Runs = args.Contains("--runs") ? options.Runs : 6000 }).Measure(),
    "remote" => await new RemoteWorkload(options).Measure(),
    "failover" => await new FailoverWorkload(options with { Runs = args.Contains("--runs") ? options.Runs : 60 }).Measure(),
    "recovery-child" => await new RecoveryWorkload(options).Recover(options.Data),
    _ => throw new ArgumentException($"Unknown workload '{args[0]}'."),
};
Console.WriteLine(options.Json || args[0] == "recovery-child"
    ? JsonConvert.SerializeObject(figures)
    : string.Join(Environment.NewLine, figures.Select(figure => $"{figure.Key,-24} {figure.Value}")));
return 0;
