using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Plans;

public sealed class GraphFuzzTests
{
    private static readonly string[] Words =
    [
        "a", "b", "c", "a", "b", "''", "[]", "[a, b, c]", "[a, a]", "{}", "null", "1", "-1", "true", "1s", "1KiB", "..", "/", "graph", "sequential", "broadcast", "cycle", "fail-step", "m",
        "'{{steps.a.output}}'", "'{{steps.b.output.lines}}'", "'{{steps.c.status}} == failed'", "'{{item}}'", "'{{message.lines}}'", "'[1, 2]'", "'{{'", "a == b", "{ command: ls, args: ['{{steps.a.output}}'] }",
        "{ items: '{{steps.a.output.lines}}', concurrency: 2 }", "{ duration: 1s }", "{ model: m }",
    ];

    private static readonly string[] Keys =
    [
        "id", "id", "id", "needs", "after", "when", "forEach", "task", "agent", "process", "delay", "llm", "user", "http", "run", "cwd", "outputLimit", "onTimeout", "concurrency", "maxDuration", "retention", "objective", "type", "name",
        "timeout", "observer",
    ];

    /// <summary>Whatever a file holds, it is planned or refused with issues; and what is planned is read back and planned again.</summary>
    [Fact]
    public void Malformed_graphs_never_throw()
    {
        var planned = 0;
        for (var seed = 0; seed < 4_000; seed++)
        {
            var yaml = Text(new Random(seed));
            var read = StrategyReader.Read(yaml, StrategyFormat.Yaml);
            var plan = read.IsOk ? PlanBuilder.Build(read.Value, new PlanOptions { ModelOverride = "m" }) : null;
            if (plan is null || !plan.IsOk)
            {
                (plan?.Issues ?? read.Issues).ShouldNotBeEmpty($"seed {seed}: {yaml}");
                continue;
            }

            planned++;
            var restored = PlanBuilder.Restore(StrategyReader.ReadStored(StrategyWriter.ToJson(read.Value!)).Value.ShouldNotBeNull($"seed {seed}"), "m");
            restored.Nodes.Length.ShouldBe(plan.Value.Nodes.Length, $"seed {seed}: {yaml}");
        }

        planned.ShouldBeGreaterThan(100, "a fuzz that only ever makes nonsense tests little");
    }

    private static string Text(Random random)
    {
        var top = random.Next(3) == 0 ? $", {Key(random)}" : "";
        return random.Next(2) == 0
            ? $"{{ steps: [{Steps(random, 2)}]{top} }}"
            : $"{{ name: S, version: '1', agents: {{ a: {{ model: m }}, b: {{ type: user }} }}, flow: {{ name: F, type: graph, steps: [{Steps(random, 2)}]{top} }} }}";
    }

    private static string Steps(Random random, int depth) => string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(i => Step(random, depth, i)));

    private static string Step(Random random, int depth, int place)
    {
        var keys = new List<string>();
        if (random.Next(8) > 0)
            keys.Add($"id: {(char)('a' + place + (depth == 2 ? 0 : random.Next(20)))}");
        keys.Add(random.Next(5) switch
        {
            0 when depth > 0 => $"name: N, type: {(random.Next(2) == 0 ? "graph" : "sequential")}, steps: [{Steps(random, depth - 1)}]",
            1 => "process: { command: ls }",
            2 => "delay: 1s",
            3 => "agent: b",
            _ => "agent: a",
        });
        keys.AddRange(Enumerable.Range(0, random.Next(3)).Select(_ => Key(random)));
        return $"{{ {string.Join(", ", keys)} }}";
    }

    private static string Key(Random random) => $"{Keys[random.Next(Keys.Length)]}: {Words[random.Next(Words.Length)]}";
}
