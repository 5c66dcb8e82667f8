namespace Runs.Benchmarks.Workloads;

/// <summary>What to measure, from the command line.</summary>
internal sealed record WorkloadOptions
{
    public string Journal { get; init; } = "sqlite";

    /// <summary>The PostgreSQL for <c>--journal postgres</c>; without it a throw-away server is started.</summary>
    public string? Connection { get; init; } = Environment.GetEnvironmentVariable("RUNS_CONNECTION");

    /// <summary>For the recovering process: the schema that has the journal. Without it a new one is made, and dropped at the end.</summary>
    public string? Schema { get; init; }

    public int Runs { get; init; } = 2000;

    public int Steps { get; init; } = 10;

    public int Concurrency { get; init; } = 64;

    /// <summary>How many dependencies a graph that is planned has.</summary>
    public int Edges { get; init; } = 50_000;

    public int Warmup { get; init; } = 1000;

    /// <summary>What the steps of graphs are: <c>process</c>, or <c>model</c>.</summary>
    public string Agent { get; init; } = "process";

    /// <summary>How many of the recovered runs are interrupted.</summary>
    public int Interrupted { get; init; } = 500;

    /// <summary>How many clients the gateway has at a time.</summary>
    public int Clients { get; init; } = 50;

    /// <summary>How long the gateway is measured; 0 for a number of runs.</summary>
    public int Seconds { get; init; }

    /// <summary>How many deltas the streamed run has.</summary>
    public int Deltas { get; init; } = 10_000;

    /// <summary>How long its model waits before each; 0: as fast as it can, so that most share a frame.</summary>
    public int DelayMs { get; init; } = 1;

    /// <summary>How many follow it.</summary>
    public int Subscribers { get; init; } = 20;

    /// <summary>How many of those don't read until the others are done.</summary>
    public int Stalled { get; init; } = 1;

    /// <summary>How many connections idle.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>How many nodes share the database.</summary>
    public int Nodes { get; init; } = 3;

    public bool Json { get; init; }

    /// <summary>For the recovering process: where the journal lies.</summary>
    public string Data { get; init; } = "";

    public static WorkloadOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new WorkloadOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--json" => options with { Json = true },
                "--data" => options with { Data = args[++i] },
                "--agent" => options with { Agent = args[++i] },
                "--journal" => options with { Journal = args[++i] },
                "--connection" => options with { Connection = args[++i] },
                "--schema" => options with { Schema = args[++i] },
                "--runs" => options with { Runs = Number(args[++i]) },
                "--steps" => options with { Steps = Number(args[++i]) },
                "--edges" => options with { Edges = Number(args[++i]) },
                "--concurrency" => options with { Concurrency = Number(args[++i]) },
                "--warmup" => options with { Warmup = Number(args[++i]) },
                "--interrupted" => options with { Interrupted = Number(args[++i]) },
                "--clients" => options with { Clients = Number(args[++i]) },
                "--seconds" => options with { Seconds = Number(args[++i]) },
                "--deltas" => options with { Deltas = Number(args[++i]) },
                "--delay-ms" => options with { DelayMs = Number(args[++i]) },
                "--subscribers" => options with { Subscribers = Number(args[++i]) },
                "--stalled" => options with { Stalled = Number(args[++i]) },
                "--nodes" => options with { Nodes = Number(args[++i]) },
                "--connections" => options with { Connections = Number(args[++i]) },
                var unknown => throw new ArgumentException($"Unknown option '{unknown}'."),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
