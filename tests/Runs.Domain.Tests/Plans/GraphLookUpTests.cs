using Runs.Domain.Plans;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Plans;

public sealed class GraphLookUpTests
{
    /// <summary>The steps of the graph, with a place for what is tried in each.</summary>
    private const string Steps = """
        { id: late, agent: m, needs: [nested, each], task: "<late>" },
        { id: a, agent: m, task: "<a>" },
        { id: b, agent: m, needs: [a], when: "x != <b>" },
        { id: beside, agent: m },
        { id: nested, type: sequential, after: [b], task: "<nested>", steps: [
          { id: one, agent: m, task: "<one>" },
          { id: two, agent: m, task: "<two>" }] },
        { id: each, type: sequential, needs: [a], forEach: "<each>", steps: [
          { id: x, agent: m, task: "<x>" },
          { id: y, agent: m, task: "<y>" }] }
        """;

    [Theory]
    [InlineData("b", "steps.a.output")]
    [InlineData("late", "steps.a.output")]
    [InlineData("late", "steps.b.status")]
    [InlineData("late", "steps.one.output")]
    [InlineData("late", "steps.each.output")]
    [InlineData("nested", "steps.a.output")]
    [InlineData("one", "steps.a.artifact")]
    [InlineData("two", "steps.one.output")]
    [InlineData("each", "steps.a.output.lines")]
    [InlineData("y", "steps.x.output")]
    [InlineData("x", "item")]
    [InlineData("y", "index")]
    [InlineData("x", "steps.a.output")]
    public void What_stands_upstream_or_earlier_in_the_same_flow_may_be_looked_up(string step, string lookUp) => IssuesOf(step, lookUp).ShouldBeEmpty();

    [Theory]
    [InlineData("a", "steps.b.output", "strategy.look-up-order")]
    [InlineData("a", "steps.a.output", "strategy.look-up-order")]
    [InlineData("b", "steps.beside.output", "strategy.look-up-order")]
    [InlineData("b", "steps.late.output", "strategy.look-up-order")]
    [InlineData("one", "steps.two.output", "strategy.look-up-order")]
    [InlineData("one", "steps.nested.output", "strategy.look-up-order")]
    [InlineData("one", "steps.beside.output", "strategy.look-up-order")]
    [InlineData("nested", "steps.one.output", "strategy.look-up-order")]
    [InlineData("each", "steps.beside.output.lines", "strategy.look-up-order")]
    [InlineData("x", "steps.each.output", "strategy.look-up-order")]
    [InlineData("late", "steps.x.output", "strategy.look-up-scope")]
    [InlineData("each", "steps.x.output", "strategy.look-up-scope")]
    [InlineData("late", "item", "strategy.look-up-scope")]
    [InlineData("each", "item", "strategy.look-up-scope")]
    [InlineData("b", "steps.a.output.lines", "strategy.unknown-look-up")]
    [InlineData("x", "message.lines", "strategy.unknown-look-up")]
    [InlineData("b", "steps.zzz.output", "strategy.unknown-look-up")]
    public void Nothing_else_may(string step, string lookUp, string code) => IssuesOf(step, lookUp).ShouldBe([code]);

    [Fact]
    public void An_agent_of_several_steps_may_look_up_only_what_all_of_them_wait_for()
    {
        const string flow = "{ name: F, type: graph, steps: [{ id: a, agent: m }, { id: b, agent: p, needs: [a] }, { id: c, agent: m, needs: [b] }, { id: d, agent: p, needs: [c] }] }";
        Issues(Agents("steps.a.output"), flow).ShouldBeEmpty();
        Issues(Agents("steps.c.output"), flow).ShouldBe(["strategy.look-up-order"]);

        static string Agents(string lookUp) => $"{{ m: {{ model: x }}, p: {{ type: process, config: {{ command: cat, stdin: '{{{{{lookUp}}}}}' }} }} }}";
    }

    /// <summary>The answers are found 64 at a time: more steps than that look up more than that.</summary>
    [Fact]
    public void Indirect_look_ups_are_told_apart_in_a_large_graph()
    {
        var random = new Random(7);
        const int count = 200;
        var needs = Enumerable.Range(0, count).Select(i => i == 0 ? [] : Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(i)).Distinct().ToArray()).ToArray();
        var upstream = new HashSet<int>[count];
        for (var i = 0; i < count; i++)
            upstream[i] = [.. needs[i], .. needs[i].SelectMany(need => upstream[need])];

        var steps = Enumerable.Range(0, count).Select(i =>
            $"{{ id: s{i}, agent: m, needs: [{string.Join(", ", needs[i].Select(need => $"s{need}"))}], task: \"{string.Concat(Enumerable.Range(0, count).Where(upstream[i].Contains).Select(j => $"{{{{steps.s{j}.output}}}}"))}\" }}").ToList();
        Issues("{ m: { model: x } }", $"{{ name: F, type: graph, steps: [{string.Join(", ", steps)}] }}").ShouldBeEmpty();

        var wrong = Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, count).Where(j => j != i && !upstream[i].Contains(j)).Select(j => (i, j))).OrderBy(_ => random.Next()).Take(100).ToList();
        foreach (var (i, j) in wrong)
            steps[i] = steps[i].Replace("task: \"", $"task: \"{{{{steps.s{j}.output}}}}", StringComparison.Ordinal);
        Issues("{ m: { model: x } }", $"{{ name: F, type: graph, steps: [{string.Join(", ", steps)}] }}").Count().ShouldBe(wrong.Count);
    }

    private static IEnumerable<string> IssuesOf(string step, string lookUp)
    {
        var steps = Steps.Replace($"<{step}>", $"{{{{{lookUp}}}}}", StringComparison.Ordinal).Replace("<each>", "[1]", StringComparison.Ordinal);
        return Issues("{ m: { model: x } }", $"{{ name: F, type: graph, steps: [{steps.ReplaceLineEndings(" ")}] }}");
    }

    private static IEnumerable<string> Issues(string agents, string flow) =>
        PlanBuilder.Build(Read.Yaml(Read.Yaml(agents, flow)), new PlanOptions()).Issues.Select(issue => issue.Code);
}
