using Runs.Domain.Plans;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Plans;

public sealed class LookUpRulesTests
{
    [Theory]
    [InlineData("{{input}} {{message}} {{run.id}}")]
    [InlineData("{{steps.before.output}} {{steps.before.status}}")]
    [InlineData("{{steps.left.output}} {{steps.inner.output}} {{steps.both.output}} {{steps.loop.output}}")]
    public void A_step_may_look_up_what_is_certain_to_have_finished(string task) => Issues(task).ShouldBeEmpty();

    [Theory]
    [InlineData("{{steps.nope.output}}", "strategy.unknown-look-up")]
    [InlineData("{{output}}", "strategy.unknown-look-up")]
    [InlineData("{{steps.before}}", "strategy.unknown-look-up")]
    [InlineData("{{steps.before.text}}", "strategy.unknown-look-up")]
    [InlineData("{{run.started}}", "strategy.unknown-look-up")]
    [InlineData("{{steps.self.output}}", "strategy.look-up-order")]
    [InlineData("{{steps.after.output}}", "strategy.look-up-order")]
    [InlineData("{{steps.around.output}}", "strategy.look-up-order")]
    [InlineData("{{steps.root.output}}", "strategy.look-up-order")]
    [InlineData("{{steps.beside.output}}", "strategy.look-up-order")]
    [InlineData("{{steps.deepbeside.output}}", "strategy.look-up-order")]
    public void A_step_may_look_up_nothing_else(string task, string code) => Issues(task).ShouldBe([(code, "flow.steps.2.steps.1.task")]);

    [Fact]
    public void An_agent_may_look_up_only_what_has_finished_before_each_of_its_steps()
    {
        const string agents = "{ a: { model: m }, p: { type: process, config: { command: cat, args: ['{{steps.x.output}}'], stdin: '{{nope}}' } } }";
        const string flow = "{ name: F, type: cycle, observer: p, steps: [{ agent: a, id: x }, { agent: p }, { name: B, type: broadcast, steps: [{ agent: p }] }] }";
        var issues = PlanBuilder.Build(Read.Yaml(Read.Yaml(agents, flow)), new PlanOptions()).Issues;
        issues.Select(issue => (issue.Code, issue.Path)).ShouldBe([("strategy.unknown-look-up", "agents.p.config.stdin")]);

        var early = PlanBuilder.Build(Read.Yaml(Read.Yaml(agents, flow.Replace("[{ agent: a, id: x }", "[{ agent: p }, { agent: a, id: x }", StringComparison.Ordinal))), new PlanOptions()).Issues;
        early.ShouldContain(issue => issue.Code == "strategy.look-up-order" && issue.Path == "agents.p.config.args.0");
    }

    /// <summary>The task under test belongs to step <c>self</c>, the second of a broadcast.</summary>
    private static IEnumerable<(string Code, string Path)> Issues(string task)
    {
        var flow = $$"""
            { name: F, id: root, type: sequential, steps: [
              { agent: a, id: before },
              { name: L, id: loop, type: cycle, observer: a, steps: [
                { name: B, id: both, type: broadcast, steps: [{ agent: a, id: left }, { name: I, type: sequential, steps: [{ agent: a, id: inner }] }] }] },
              { name: A, id: around, type: broadcast, steps: [
                { name: D, type: sequential, id: beside, steps: [{ agent: a, id: deepbeside }] },
                { agent: a, id: self, task: "{{task}}" }] },
              { agent: a, id: after }] }
            """;
        var definition = Read.Yaml(Read.Yaml("{ a: { model: m } }", flow.Replace("\n", " ", StringComparison.Ordinal)));
        return PlanBuilder.Build(definition, new PlanOptions()).Issues.Select(issue => (issue.Code, issue.Path));
    }
}
