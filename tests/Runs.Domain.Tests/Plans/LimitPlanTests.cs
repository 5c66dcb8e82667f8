using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Plans;

public sealed class LimitPlanTests
{
    private const string Flow = "flow: { name: F, type: sequential, steps: [{ agent: a }] }";

    [Fact]
    public void A_strategy_says_its_queue_its_priority_and_its_limits()
    {
        var plan = Planned($"name: S\nversion: '1'\nqueue: nightly\npriority: -3\nlimits: [x, '{{{{owner}}}}', x]\nagents: {{ a: {{ model: m }} }}\n{Flow}\n");
        (plan.Queue, plan.Priority).ShouldBe(("nightly", -3));
        plan.Limits.Select(limit => limit.Text).ShouldBe(["x", "{{owner}}"]);
    }

    [Fact]
    public void A_bare_graph_says_them_too()
    {
        var plan = Planned("queue: nightly\npriority: 3\nlimits: [x]\nsteps: [{ id: a, llm: { model: m, limits: [y] }, limits: [z] }]\n");
        (plan.Queue, plan.Priority).ShouldBe(("nightly", 3));
        plan.Limits.ShouldHaveSingleItem().Text.ShouldBe("x");
        plan.Nodes[1].Limits.Select(limit => limit.Text).ShouldBe(["y", "z"]);
    }

    [Fact]
    public void A_step_has_the_limits_of_its_agent_before_its_own()
    {
        var plan = Planned("name: S\nversion: '1'\nagents: { a: { model: m, limits: [x, y] } }\nflow: { name: F, type: cycle, observer: a, steps: [{ agent: a, limits: [y, z] }] }\n");
        plan.Nodes[1].Limits.Select(limit => limit.Text).ShouldBe(["x", "y", "z"]);
        plan.Nodes[2].Limits.Select(limit => limit.Text).ShouldBe(["x", "y"]);
    }

    [Theory]
    [InlineData("queue: 'a b'", "{ model: m }", "", StrategyCodes.Queue, "queue")]
    [InlineData("queue: '{{owner}}'", "{ model: m }", "", StrategyCodes.Queue, "queue")]
    [InlineData("limits: ['a b']", "{ model: m }", "", StrategyCodes.Limit, "limits.0")]
    [InlineData("limits: [a, '{{input}}']", "{ model: m }", "", StrategyCodes.Limit, "limits.1")]
    [InlineData("limits: [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q]", "{ model: m }", "", StrategyCodes.Limit, "limits")]
    [InlineData("", "{ model: m, limits: ['*'] }", "", StrategyCodes.Limit, "agents.a.limits.0")]
    [InlineData("", "{ model: m }", "limits: ['{{run']", StrategyCodes.Limit, "flow.steps.0.limits.0")]
    [InlineData("", "{ type: user, limits: [x] }", "", StrategyCodes.NoAttempts, "agents.a.limits")]
    [InlineData("", "{ type: delay, limits: [x], config: { duration: 1s } }", "", StrategyCodes.NoAttempts, "agents.a.limits")]
    [InlineData("", "{ type: user }", "limits: [x]", StrategyCodes.NoAttempts, "flow.steps.0.limits")]
    public void What_means_nothing_is_refused_with_its_place(string top, string agent, string step, string code, string path)
    {
        var yaml = $"name: S\nversion: '1'\n{top}\nagents: {{ a: {agent} }}\nflow: {{ name: F, type: sequential, steps: [{{ agent: a, {step} }}] }}\n";
        var issues = PlanBuilder.Build(Read.Yaml(yaml), new PlanOptions()).Issues;
        issues.Select(issue => (issue.Code, issue.Path)).Distinct().ShouldContain((code, path));
        issues.ShouldAllBe(issue => issue.Line != null);
    }

    [Fact]
    public void A_flow_makes_no_attempts_that_could_be_counted() =>
        PlanBuilder.Build(
            Read.Yaml("name: S\nversion: '1'\nagents: { a: { model: m } }\nflow: { name: F, type: sequential, limits: [x], steps: [{ agent: a }] }\n"), new PlanOptions())
            .Issues.ShouldHaveSingleItem().Path.ShouldBe("flow.limits");

    private static Plan Planned(string yaml)
    {
        var planned = PlanBuilder.Build(Read.Yaml(yaml), new PlanOptions());
        planned.Error.ShouldBeNull();
        return planned.Value!;
    }
}
