using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Plans;

public sealed class PlanShapeTests
{
    private const string Nested = """
        name: S
        version: "1"
        agents:
          a: { model: m }
          u: { type: user, config: { presetMessage: hi, ask: always } }
          p: { type: process, config: { command: ls, args: ["-l", "{{input}}"], cwd: sub, env: { K: v }, replay: safe, outputLimit: 64KiB, timeout: 2s } }
          d: { type: delay, config: { duration: 10ms } }
        flow:
          name: Root
          type: sequential
          steps:
            - { agent: a, id: first, task: "Do {{input}}", timeout: 30s, heartbeat: 5s, onExhausted: pause, replay: never, retry: { maxAttempts: 2 } }
            - name: Loop
              type: cycle
              cycles: Infinity
              observer: u
              breakCycleSignals: [ok]
              breakCycleSignalMatch: exact
              steps:
                - name: Both
                  type: broadcast
                  concurrency: 2
                  steps: [{ agent: p }, { agent: d }]
                - agent: a
            - { name: Once, type: cycle, steps: [{ agent: a }] }
        """;

    private static readonly Plan Plan = PlanBuilder.Build(Read.Yaml(Nested), new PlanOptions()).Value.ShouldNotBeNull();

    [Fact]
    public void Nodes_stand_in_pre_order_and_an_observer_after_the_steps_of_its_cycle() =>
        Plan.Nodes.Select(node => $"{node.Index} {node.Parent} {node.Ordinal} {node.Kind} {node.Name} [{string.Join(' ', node.Children)}] {node.Observer}").ShouldBe(
        [
            "0 -1 0 Sequential Root [1 2 8] -1",
            "1 0 0 Agent a [] -1",
            "2 0 1 Cycle Loop [3 6] 7",
            "3 2 0 Broadcast Both [4 5] -1",
            "4 3 0 Agent p [] -1",
            "5 3 1 Agent d [] -1",
            "6 2 1 Agent a [] -1",
            "7 2 -1 Agent u [] -1",
            "8 0 2 Cycle Once [9] -1",
            "9 8 0 Agent a [] -1",
        ]);

    [Fact]
    public void A_step_carries_its_own_rules()
    {
        var step = Plan.Nodes[Plan.NodesById["first"]];
        step.Task.ShouldNotBeNull().Render(_ => "it").ShouldBe("Do it");
        step.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
        step.Heartbeat.ShouldBe(TimeSpan.FromSeconds(5));
        step.OnExhausted.ShouldBe(ExhaustedAction.Pause);
        step.Replay.ShouldBe(ReplayPolicy.Never);
        step.Retry.ShouldBe(new RetryPolicy { MaxAttempts = 2 });
    }

    [Fact]
    public void A_cycle_and_a_broadcast_carry_what_is_given_or_the_default()
    {
        var (loop, both, once) = (Plan.Nodes[2], Plan.Nodes[3], Plan.Nodes[8]);
        (loop.Cycles, loop.BreakMatch).ShouldBe((null, BreakMatch.Exact));
        loop.BreakSignals.ShouldBe(["ok"]);
        (once.Cycles, once.BreakMatch).ShouldBe((1, BreakMatch.Substring));
        once.BreakSignals.ShouldBe(["end cycle", "stop", "done"]);
        (both.Separator, both.Concurrency).ShouldBe(("\n\n", 2));
        Plan.Nodes[7].IsObserver.ShouldBeTrue();
    }

    [Fact]
    public void Agents_keep_their_order_and_carry_typed_settings()
    {
        Plan.Agents.Select(agent => (agent.Index, agent.Name, agent.Kind, agent.Model)).ShouldBe(
        [
            (0, "a", PlanAgentKind.Llm, "m"),
            (1, "u", PlanAgentKind.User, null),
            (2, "p", PlanAgentKind.Process, null),
            (3, "d", PlanAgentKind.Delay, null),
        ]);
        Plan.Agents[1].Settings.ShouldBe(new UserSettings(true, "hi", AskPolicy.Always));
        Plan.Agents[3].Settings.ShouldBe(new DelaySettings(TimeSpan.FromMilliseconds(10)));
        var process = Plan.Agents[2].Settings.ShouldBeOfType<ProcessSettings>();
        process.Args.Select(arg => arg.Text).ShouldBe(["-l", "{{input}}"]);
        (process.Cwd, process.Replay, process.OutputLimit, process.Timeout).ShouldBe(("sub", ReplayPolicy.Safe, 65_536, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void What_is_named_twice_is_waited_for_once_and_what_is_also_followed_is_needed()
    {
        const string flow = "{ name: F, type: graph, steps: [{ id: a, agent: m }, { id: b, agent: m }, { id: c, agent: m, needs: [b, a, b], after: [a, a] }] }";
        var plan = PlanBuilder.Build(Read.Yaml(Read.Yaml("{ m: { model: m } }", flow)), new PlanOptions()).Value.ShouldNotBeNull();
        plan.Nodes[3].Needs.ShouldBe([2, 1]);
        plan.Nodes[3].After.ShouldBeEmpty();
        plan.Nodes[1].Dependents.ShouldBe([3]);
        plan.Nodes[2].Dependents.ShouldBe([3]);
    }

    [Fact]
    public void A_model_override_replaces_every_model()
    {
        var definition = Read.Yaml(Read.Yaml("{ a: { model: m }, b: {} }", "{ name: F, type: sequential, steps: [{ agent: a }] }"));
        var plan = PlanBuilder.Build(definition, new PlanOptions { ModelOverride = "x" }).Value.ShouldNotBeNull();
        plan.Agents.Select(agent => agent.Model).ShouldBe(["x", "x"]);
    }

    [Fact]
    public void A_prompt_template_is_filled_in_and_a_plain_prompt_is_taken_literally()
    {
        const string agents = """
            { a: { model: m, systemPrompt: x, systemPromptTemplate: { template: "{{t}} {{n}} {{b}} {{l}} {{m.k}} {{{{", variables: { t: "{{n}}", n: 1.50, b: true, l: [p, q], m: { k: v } } } },
              b: { model: m, systemPrompt: "{{input}} {% x" } }
            """;
        var definition = Read.Yaml(Read.Yaml(agents, "{ name: F, type: sequential, steps: [{ agent: a }] }"));
        PlanBuilder.Build(definition, new PlanOptions()).Value.ShouldNotBeNull()
            .Agents.Select(agent => agent.SystemPrompt).ShouldBe(["{{n}} 1.50 true pq v {{", "{{input}} {% x"]);
    }
}
