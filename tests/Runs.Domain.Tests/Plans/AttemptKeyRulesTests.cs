using Runs.Domain.Plans;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Plans;

public sealed class AttemptKeyRulesTests
{
    private const string Agents = "{ m: { model: x }, u: { type: user }, d: { type: delay, config: { duration: 1s } }, p: { type: process, config: { command: ls } }, h: { type: http, config: { url: 'http://h/' } } }";

    [Theory]
    [InlineData("{ agent: u, timeout: 1s }", "flow.steps.0.timeout")]
    [InlineData("{ agent: d, retry: { maxAttempts: 2 } }", "flow.steps.0.retry")]
    [InlineData("{ agent: u, onExhausted: pause }", "flow.steps.0.onExhausted")]
    [InlineData("{ agent: d, replay: safe }", "flow.steps.0.replay")]
    [InlineData("{ name: I, type: broadcast, heartbeat: 1s, steps: [{ agent: m }] }", "flow.steps.0.heartbeat")]
    [InlineData("{ name: I, type: cycle, concurrency: 2, steps: [{ agent: m }] }", "flow.steps.0.concurrency")]
    public void What_makes_no_attempts_takes_no_keys_about_them(string step, string path) =>
        Issues(step).ShouldBe([("strategy.no-attempts", path)]);

    [Theory]
    [InlineData("{ agent: m, timeout: 1s, heartbeat: 1s, retry: { maxAttempts: 2 }, onExhausted: pause, replay: never }")]
    [InlineData("{ agent: p, timeout: 1s, replay: safe }")]
    [InlineData("{ agent: h, timeout: 1s, heartbeat: 1s, retry: { maxAttempts: 2 }, replay: never }")]
    [InlineData("{ name: I, type: broadcast, concurrency: 2, steps: [{ agent: m }] }")]
    public void What_makes_attempts_takes_them(string step) => Issues(step).ShouldBeEmpty();

    private static IEnumerable<(string Code, string Path)> Issues(string step) =>
        PlanBuilder.Build(Read.Yaml(Read.Yaml(Agents, $"{{ name: F, type: sequential, steps: [{step}] }}")), new PlanOptions())
            .Issues.Select(issue => (issue.Code, issue.Path.ToString()));
}
