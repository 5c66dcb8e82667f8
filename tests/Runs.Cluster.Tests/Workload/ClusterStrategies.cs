namespace Runs.Cluster.Tests.Workload;

/// <summary>What the nodes are configured with, and the strategies of the workload. Every process leaves a line with its agent's name in the file of effects.</summary>
internal static class ClusterStrategies
{
    /// <summary>How many runs of the narrow queue may work at a time.</summary>
    public const int NarrowRuns = 3;

    /// <summary>How many attempts of the narrow queue may be under way at a time.</summary>
    public const int NarrowSteps = 2;

    /// <summary>The file to which steps append.</summary>
    public const string Effects = "effects";

    /// <summary>How many characters the large model says.</summary>
    public const int LargeLength = 16 * 4096;

    /// <summary>The configuration of every node.</summary>
    public static readonly string Configuration = $$"""
        runs.models.scripted {
          "mock/tale" { thinking = hm, deltas = ["Once ", "upon ", "a ", "time ", "a 🎈 ", "rose ", "and ", "rose. "], repeat = 4, delay = 25ms }
          "mock/large" { deltas = ["0123456789abcdef"], repeat = {{LargeLength / 16}} }
          "mock/stuck" { thinking = begun, reply = never, delay = 1h }
        }
        runs.queues.narrow { max-concurrent-runs = {{NarrowRuns}}, max-concurrent-steps = {{NarrowSteps}} }
        runs.log.level = warn
        runs.run.max-recoveries = 1000
        """;

    /// <summary>A model, a process, a model.</summary>
    public static readonly string Chain = $$"""
        name: Chain
        version: "1"
        agents: { first: { model: mock/echo }, work: {{Process("work")}}, last: { model: mock/echo } }
        flow: { name: Main, type: sequential, steps: [{ agent: first }, { agent: work }, { agent: last }] }
        """;

    /// <summary>Three processes side by side, of which two take a moment, and one that takes what they have said.</summary>
    public static readonly string Graph = $$$"""
        name: Graph
        version: "1"
        agents: { a: {{{Process("a", "sleep 0.3; ")}}}, b: {{{Process("b", "sleep 0.1; ")}}}, c: {{{Process("c")}}}, all: {{{Process("all")}}} }
        flow:
          name: Main
          type: graph
          steps:
            - { id: a, agent: a, task: "a{{input}}" }
            - { id: b, agent: b, task: "b{{input}}" }
            - { id: c, agent: c, task: "c{{input}}", needs: [b] }
            - { id: all, agent: all, needs: [a, c], task: "{{steps.a.output}}{{steps.c.output}}" }
        """;

    /// <summary>A pause, and then a model.</summary>
    public const string Delay = """
        name: Delay
        version: "1"
        agents: { wait: { type: delay, config: { duration: 400ms } }, last: { model: mock/echo } }
        flow: { name: Main, type: sequential, steps: [{ agent: wait }, { agent: last }] }
        """;

    /// <summary>A person, and then a model.</summary>
    public const string Ask = """
        name: Ask
        version: "1"
        agents: { boss: { type: user, config: { ask: always } }, last: { model: mock/echo } }
        flow: { name: Main, type: sequential, steps: [{ agent: boss }, { agent: last }] }
        """;

    /// <summary>A process in a queue of few slots.</summary>
    public static readonly string Narrow = $$"""
        name: Narrow
        version: "1"
        queue: narrow
        agents: { narrow: {{Process("narrow", "sleep 0.05; ")}}, last: { model: mock/echo } }
        flow: { name: Main, type: sequential, steps: [{ agent: narrow }, { agent: last }] }
        """;

    /// <summary>A sub-run of a model and a process, and then a model.</summary>
    public static readonly string Parent = $$"""
        name: Parent
        version: "1"
        agents:
          child:
            type: run
            config:
              strategy:
                name: Child
                version: "1"
                agents: { first: { model: mock/echo }, grandchild: {{Process("grandchild")}} }
                flow: { name: Main, type: sequential, steps: [{ agent: first }, { agent: grandchild }] }
          last: { model: mock/echo }
        flow: { name: Main, type: sequential, steps: [{ agent: child }, { agent: last }] }
        """;

    /// <summary>A model that says more than is kept in the journal.</summary>
    public static readonly string Large = One("mock/large");

    /// <summary>A model that talks for most of a second.</summary>
    public static readonly string Tale = One("mock/tale");

    /// <summary>A model that never comes to an end.</summary>
    public static readonly string Stuck = One("mock/stuck");

    /// <summary>A model.</summary>
    public static readonly string Echo = One("mock/echo");

    private static string One(string model) => $$"""
        name: One
        version: "1"
        agents: { a: { model: {{model}} } }
        flow: { name: Main, type: sequential, steps: [{ agent: a }] }
        """;

    /// <summary>A process that says what it was told, after it has left its line.</summary>
    private static string Process(string agent, string before = "") =>
        $$$"""{ type: process, config: { command: sh, args: [-c, 'echo "$1 {{{agent}}}" >> {{{Effects}}}; {{{before}}}cat', _, "{{run.id}}"], replay: safe } }""";
}
