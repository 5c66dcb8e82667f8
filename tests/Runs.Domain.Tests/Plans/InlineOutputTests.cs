using Runs.Domain.Plans;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Plans;

/// <summary>What a run decides by stays readable for it.</summary>
public sealed class InlineOutputTests
{
    [Theory]
    [InlineData("graph", "{ id: a, agent: m }, { id: b, agent: m, needs: [a], forEach: '{{steps.a.output.lines}}' }, { id: c, agent: m, needs: [b] }", "a")]
    [InlineData("graph", "{ id: a, agent: m }, { id: b, agent: m, needs: [a], when: '{{steps.a.output}} == x' }", "a")]
    [InlineData("graph", "{ id: a, agent: m }, { id: b, agent: m, needs: [a], forEach: '{{message.lines}}' }", "a")]
    [InlineData("graph", "{ id: a, agent: m }, { id: b, agent: m, after: [a], when: '{{steps.a.status}} == x' }", "a")]
    [InlineData("graph", "{ id: n, type: sequential, steps: [{ id: a, agent: m }, { id: b, agent: m }] }, { id: c, agent: m, needs: [n], forEach: '{{steps.n.output}}' }", "b")]
    [InlineData("graph", "{ id: n, type: broadcast, steps: [{ id: a, agent: m }, { id: b, agent: m }] }, { id: c, agent: m, needs: [n], forEach: '{{steps.n.output}}' }", "a b")]
    [InlineData("graph", "{ id: e, forEach: '[1]', type: sequential, steps: [{ id: a, agent: m }, { id: b, agent: m }] }, { id: c, agent: m, needs: [e], forEach: '{{steps.e.output.lines}}' }", "b")]
    [InlineData("sequential", "{ id: a, agent: m }, { id: b, agent: m }, { id: c, agent: m, forEach: '{{message.lines}}' }", "b")]
    [InlineData("sequential", "{ id: a, agent: m }, { id: b, agent: m, when: x == y }, { id: c, agent: d }, { id: e, agent: m, forEach: '{{message.lines}}' }", "a b c")]
    [InlineData("cycle", "{ id: a, agent: m, forEach: '{{message.lines}}' }, { id: b, agent: m }", "b")]
    [InlineData("graph", "{ id: a, agent: m }, { id: b, agent: m, needs: [a], task: '{{steps.a.output}}' }", "")]
    public void A_step_whose_output_decides_keeps_it_inline(string type, string steps, string kept)
    {
        const string agents = "{ m: { model: x }, d: { type: delay, config: { duration: 1s } } }";
        var plan = PlanBuilder.Build(Read.Yaml(Read.Yaml(agents, $"{{ name: F, type: {type}, steps: [{steps}] }}")), new PlanOptions()).Value.ShouldNotBeNull();
        plan.Nodes.Where(node => node.KeepsInline).Select(node => node.Id).ShouldBe(kept.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
