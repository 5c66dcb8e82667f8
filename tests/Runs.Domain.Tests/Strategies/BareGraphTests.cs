using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

public sealed class BareGraphTests
{
    private const string Bare = """
        objective: Weather of {{input}}
        concurrency: 3
        maxDuration: 1h
        retention: 7d
        steps:
          - { id: fetch, process: { command: curl, args: ["{{input}}"], replay: safe }, retry: { maxAttempts: 2 } }
          - { id: rest, delay: 10s }
          - { id: ask, user: { ask: always }, needs: [fetch] }
          - { id: sum, llm: { model: m, systemPrompt: Be brief. }, needs: [fetch], after: [rest], cwd: x }
          - { id: quick, llm: mock/fast }
          - { id: get, http: { url: "https://example.com/" } }
          - { id: both, type: broadcast, needs: [fetch], steps: [{ process: { command: a } }, { process: { command: b } }] }
        """;

    [Fact]
    public void A_file_whose_top_has_steps_is_a_graph()
    {
        var bare = Read.Yaml(Bare);
        bare.ShouldBe(Read.Yaml("""
            name: graph
            version: "1"
            agents:
              fetch: { type: process, config: { command: curl, args: ["{{input}}"], replay: safe } }
              rest: { type: delay, config: { duration: 10s } }
              ask: { type: user, config: { ask: always } }
              sum: { model: m, systemPrompt: Be brief. }
              quick: { model: mock/fast }
              get: { type: http, config: { url: "https://example.com/" } }
              process: { type: process, config: { command: a } }
              process-2: { type: process, config: { command: b } }
            flow:
              name: graph
              type: graph
              objective: Weather of {{input}}
              concurrency: 3
              maxDuration: 1h
              retention: 7d
              steps:
                - { id: fetch, agent: fetch, retry: { maxAttempts: 2 } }
                - { id: rest, agent: rest }
                - { id: ask, agent: ask, needs: [fetch] }
                - { id: sum, agent: sum, needs: [fetch], after: [rest], cwd: x }
                - { id: quick, agent: quick }
                - { id: get, agent: get }
                - { id: both, name: both, type: broadcast, needs: [fetch], steps: [{ agent: process }, { agent: process-2 }] }
            """));
        StrategyReader.ReadStored(StrategyWriter.ToJson(bare)).Value.ShouldBe(bare);
    }

    [Fact]
    public void It_may_have_a_name_a_version_and_agents_of_its_own()
    {
        var bare = Read.Yaml("name: N\nversion: '2'\ntype: graph\ndescription: D\nagents: { w: { model: m } }\nsteps: [{ id: a, agent: w }]\n");
        (bare.Name, bare.Version, bare.Description, bare.Flow.Name).ShouldBe(("N", "2", "D", "N"));
        StrategyReader.Read("{ \"steps\": [{ \"id\": \"a\", \"delay\": \"1s\" }] }", StrategyFormat.Json, "nightly").Value.ShouldNotBeNull().Name.ShouldBe("nightly");
    }

    [Fact]
    public void A_step_of_any_strategy_may_bring_its_agent_along_and_never_takes_anothers_name()
    {
        var read = Read.Yaml(Read.Yaml(
            "{ one: { model: m }, process: { model: m } }",
            "{ name: F, type: sequential, steps: [{ id: one, delay: 1s }, { process: { command: a } }, { process: { command: b } }, { agent: one }] }"));
        read.Agents.Items.Select(agent => $"{agent.Name}: {agent.Type}").ShouldBe(["one: llm", "process: llm", "one-2: delay", "process-2: process", "process-3: process"]);
        read.Flow.Steps.Items.Cast<AgentStepDefinition>().Select(step => step.Agent).ShouldBe(["one-2", "process-2", "process-3", "one"]);
        StrategyReader.ReadStored(StrategyWriter.ToJson(read)).Value.ShouldBe(read);
    }

    [Theory]
    [InlineData("{ id: a, process: { args: [x] } }", "strategy.required", "steps.0.process.command", "Required")]
    [InlineData("{ id: a, process: ls }", "strategy.value", "steps.0.process", "Invalid input; expected an object")]
    [InlineData("{ id: a, process: { command: ls, extra: 1 } }", "strategy.unknown-key", "steps.0.process", "Unrecognized key(s) in object: 'extra'")]
    [InlineData("{ id: a, llm: { type: process } }", "strategy.unknown-key", "steps.0.llm", "Unrecognized key(s) in object: 'type'")]
    [InlineData("{ id: a, delay: soon }", "strategy.value", "steps.0.delay.duration", "Invalid duration; expected a whole number and one of ms, s, m, h, d, such as 30s")]
    [InlineData("{ id: a, delay: 1s, user: {} }", "strategy.one-agent", "steps.0.user", "A step has one agent, and this one has 'delay' already")]
    [InlineData("{ id: a, agent: x, process: { command: ls } }", "strategy.one-agent", "steps.0.process", "A step has one agent, and this one has 'agent' already")]
    [InlineData("{ id: a, frobnicate: {} }", "strategy.type", "steps.0", "Invalid input")]
    [InlineData("{ type: sequential, steps: [{ delay: 1s }] }", "strategy.required", "steps.0.name", "Required")]
    public void A_mistake_is_told_at_the_place_where_its_author_made_it(string step, string code, string path, string message)
    {
        var issue = StrategyReader.Read($"steps:\n  - {step}\n", StrategyFormat.Yaml).Issues.ShouldHaveSingleItem();
        (issue.Code, issue.Path, issue.Message, issue.Line).ShouldBe((code, path, message, 2));
    }

    [Theory]
    [InlineData("{ id: a, process: { command: ls, args: ['{{zzz}}'] } }", "strategy.unknown-look-up", "steps.0.process.args.0")]
    [InlineData("{ id: a, process: { command: sh, args: [-c, '{{input}}'] } }", "strategy.template-not-allowed", "steps.0.process.args.1")]
    [InlineData("{ id: a, llm: {} }", "strategy.no-model", "steps.0.llm.model")]
    [InlineData("{ id: a, delay: 1s, needs: [b] }", "strategy.unknown-dependency", "steps.0.needs.0")]
    public void So_is_one_that_planning_finds(string step, string code, string path)
    {
        var issue = PlanBuilder.Build(Read.Yaml($"steps:\n  - {step}\n"), new PlanOptions()).Issues.ShouldHaveSingleItem();
        (issue.Code, issue.Path, issue.Line).ShouldBe((code, path, 2));
    }

    /// <summary>A strategy in another one is a graph of its own, whose mistakes are told at their place in the whole.</summary>
    [Fact]
    public void A_step_may_bring_a_whole_strategy_along()
    {
        var issue = PlanBuilder.Build(
            Read.Yaml("steps:\n  - { id: sub, run: { strategy: { steps: [{ id: a, delay: 1s }, { id: b, process: { command: ls, args: ['{{zzz}}'] }, needs: [a] }] } } }\n"),
            new PlanOptions()).Issues.ShouldHaveSingleItem();
        (issue.Code, issue.Path, issue.Line).ShouldBe(("strategy.unknown-look-up", "steps.0.run.strategy.steps.1.process.args.0", 2));
        var named = Read.Yaml("steps: [{ id: sub, run: other.yaml }]").Agents.Items.ShouldHaveSingleItem().ShouldBeOfType<RunAgentDefinition>();
        (named.Name, named.File).ShouldBe(("sub", "other.yaml"));
    }

    [Theory]
    [InlineData("type: sequential\nsteps: [{ id: a, delay: 1s }]", "type")]
    [InlineData("steps: []", "steps")]
    [InlineData("steps: [{ id: a, delay: 1s }]\nseparator: x", "")]
    public void Other_flows_and_their_keys_are_none_of_it(string text, string path) =>
        StrategyReader.Read(text, StrategyFormat.Yaml).Issues.ShouldHaveSingleItem().Path.ShouldBe(path);
}
