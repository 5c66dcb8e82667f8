using Runs.Domain.Plans;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Plans;

public sealed class PlanRefusalTests
{
    private const string Step = "{ name: Main, type: sequential, steps: [{ agent: a }] }";

    [Theory]
    [InlineData("{ a: {} }", Step, "strategy.no-model", "Agent \"a\" has no model. Set a model on the agent definition.")]
    [InlineData("{ a: { model: m } }", "{ name: Main, type: sequential, steps: [{ agent: zz }] }", "strategy.unknown-agent", "Flow \"Main\" references agent \"zz\" which is not defined. Available agents: [a].")]
    [InlineData("{ a: { model: m } }", "{ name: Main, type: cycle, observer: zz, steps: [{ agent: a }] }", "strategy.unknown-agent", "Flow \"Main\" references agent \"zz\" which is not defined. Available agents: [a].")]
    [InlineData("{ a: { type: robot, config: { x: 1 } } }", Step, "strategy.unknown-agent-type", "Agent \"a\" references unknown agent type \"robot\". Built-in agents: [llm, user, process, delay, http, run]. Registered agents: [(none)].")]
    [InlineData("{ a: { model: m } }", "{ name: x, type: spiral, steps: [{ agent: a }] }", "strategy.unknown-flow-type", "Flow \"x\" references unknown flow type \"spiral\". Built-in flows: [sequential, cycle, broadcast, graph]. Registered flows: [(none)].")]
    [InlineData("{ a: { model: m, tools: [nope] } }", Step, "strategy.unknown-tool", "Agent \"a\" references unknown tool \"nope\". Built-in tools: [ask_question]. Registered tools: [(none)]. Custom tools: [(none)].")]
    [InlineData("{ a: { model: m, tools: [ask_question, read_file] } }", Step, "strategy.absent-tool", "Agent \"a\" uses the tool \"read_file\", which this version does not have yet. Its tools: [ask_question].")]
    [InlineData("{ a: { model: m, mcpServers: [id] } }", Step, "strategy.unknown-mcp-server", "Agent \"a\" references unknown MCP server \"id\".")]
    [InlineData("{ a: { model: m, skills: [s] } }", Step, "strategy.unknown-skill", "Agent \"a\" references unknown skill \"s\". Skills: [(none)].")]
    [InlineData("{ a: { model: m } }", "{ name: Main, type: sequential, steps: [{ agent: a, id: x }, { agent: a, id: x }] }", "strategy.duplicate-step-id", "Step id \"x\" is used more than once (flow.steps.1).")]
    [InlineData("{ a: { model: m, systemPromptTemplate: { template: '{{who}}' } } }", Step, "strategy.unknown-look-up", "agents.a.systemPromptTemplate.template: there is no variable {{who}}.")]
    [InlineData("{ a: { model: m, systemPromptTemplate: { template: '{% if x %}' } } }", Step, "strategy.template", "agents.a.systemPromptTemplate.template: {% %} tags are not supported; only {{name}} look-ups of variables are.")]
    public void A_strategy_that_cannot_run_is_refused(string agents, string flow, string code, string message)
    {
        var result = PlanBuilder.Build(Read.Yaml(Read.Yaml(agents, flow)), new PlanOptions());
        result.Error.ShouldBe(new RunError(code, message));
        result.Issues.ShouldHaveSingleItem().Line.ShouldNotBeNull();
    }

    [Fact]
    public void Known_tools_skills_and_servers_are_accepted()
    {
        var yaml = Read.Yaml("{ a: { model: m, tools: [t, ask_question], skills: [s], mcpServers: [own, shared] } }", Step)
            + "mcpServers: { own: { transport: http, url: u } }\n";
        var options = new PlanOptions { Tools = ["t"], Skills = ["s"], McpServers = ["shared"] };
        PlanBuilder.Build(Read.Yaml(yaml), options).Error.ShouldBeNull();
    }

    [Fact]
    public void All_issues_are_reported_at_once()
    {
        var definition = Read.Yaml(Read.Yaml("{ a: {}, b: { type: robot } }", "{ name: F, type: sequential, steps: [{ agent: c, task: '{{' }] }"));
        var result = PlanBuilder.Build(definition, new PlanOptions());
        result.Issues.Select(issue => (issue.Code, issue.Path)).ShouldBe(
        [
            ("strategy.no-model", "agents.a.model"),
            ("strategy.unknown-agent-type", "agents.b.type"),
            ("strategy.template", "flow.steps.0.task"),
            ("strategy.unknown-agent", "flow.steps.0.agent"),
        ]);
        result.Error.ShouldNotBeNull().Code.ShouldBe("strategy.invalid");
        result.Error.Message.Split('\n').Length.ShouldBe(4);
    }

    [Fact]
    public void A_prompt_that_would_outgrow_the_memory_is_refused()
    {
        var look = string.Concat(Enumerable.Repeat("{{v}}", 50_000));
        var agents = $"{{ a: {{ model: m, systemPromptTemplate: {{ template: '{look}', variables: {{ v: {new string('x', 500_000)} }} }} }} }}";
        PlanBuilder.Build(Read.Yaml(Read.Yaml(agents, Step)), new PlanOptions()).Error.ShouldNotBeNull().Code.ShouldBe("strategy.too-large");
    }
}
