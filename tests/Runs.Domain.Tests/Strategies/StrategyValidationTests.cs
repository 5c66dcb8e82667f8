using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

public sealed class StrategyValidationTests
{
    private const string OkAgents = "{ a: { model: m } }";
    private const string OkFlow = "{ name: F, type: sequential, steps: [{ agent: a }] }";

    [Fact]
    public void All_issues_are_reported_at_once()
    {
        var result = StrategyReader.Read("{ \"name\": \"\", \"extra\": 1 }", StrategyFormat.Json);
        result.Error.ShouldNotBeNull().Message.ShouldBe(
            "Strategy validation failed:\n"
            + "  - name: String must contain at least 1 character(s)\n"
            + "  - version: Required\n"
            + "  - agents: Required\n"
            + "  - flow: Invalid input\n"
            + "  - : Unrecognized key(s) in object: 'extra'");
        result.Issues.Select(issue => issue.Code).ShouldBe(
            ["strategy.value", "strategy.required", "strategy.required", "strategy.value", "strategy.unknown-key"]);
    }

    [Theory]
    [InlineData("3", "agents: Expected object, received number")]
    [InlineData("{ a: 1 }", "agents.a: Invalid input")]
    [InlineData("{ a: { type: 3 } }", "agents.a.type: Expected string, received number")]
    [InlineData("{ a: { extra: 1, b: 2 } }", "agents.a: Unrecognized key(s) in object: 'extra', 'b'")]
    [InlineData("{ a: { type: user, model: m } }", "agents.a: Unrecognized key(s) in object: 'model'")]
    [InlineData("{ a: { type: user, config: { ask: never } } }", "agents.a.config.ask: Invalid enum value. Expected 'always', received 'never'")]
    [InlineData("{ a: { type: user, config: { requireInput: 1 } } }", "agents.a.config.requireInput: Expected boolean, received number")]
    [InlineData("{ a: { type: delay } }", "agents.a.config: Required")]
    [InlineData("{ a: { type: delay, config: {} } }", "agents.a.config.duration: Required")]
    [InlineData("{ a: { type: delay, config: { duration: soon } } }", "agents.a.config.duration: Invalid duration; expected a whole number and one of ms, s, m, h, d, such as 30s")]
    [InlineData("{ a: { type: process, config: { args: [] } } }", "agents.a.config.command: Required")]
    [InlineData("{ a: { type: process, config: { command: '' } } }", "agents.a.config.command: String must contain at least 1 character(s)")]
    [InlineData("{ a: { type: process, config: { command: ls, args: [1] } } }", "agents.a.config.args.0: Expected string, received number")]
    [InlineData("{ a: { type: process, config: { command: ls, args: x } } }", "agents.a.config.args: Expected array, received string")]
    [InlineData("{ a: { type: process, config: { command: ls, env: { K: 1 } } } }", "agents.a.config.env.K: Expected string, received number")]
    [InlineData("{ a: { type: process, config: { command: ls, env: { 'K=L': x } } } }", "agents.a.config.env.K=L: Invalid name of an environment variable")]
    [InlineData("{ a: { type: process, config: { command: ls, cwd: /etc } } }", "agents.a.config.cwd: Expected a relative path that stays below the run's directory")]
    [InlineData("{ a: { type: process, config: { command: ls, cwd: x/../.. } } }", "agents.a.config.cwd: Expected a relative path that stays below the run's directory")]
    [InlineData("{ a: { type: process, config: { command: ls, replay: maybe } } }", "agents.a.config.replay: Invalid enum value. Expected 'safe' | 'never', received 'maybe'")]
    [InlineData("{ a: { type: process, config: { command: ls, outputLimit: 1 } } }", "agents.a.config.outputLimit: Expected string, received number")]
    [InlineData("{ a: { type: process, config: { command: ls, timeout: 0s } } }", "agents.a.config.timeout: Duration must be greater than 0")]
    [InlineData("{ a: { type: http, config: {} } }", "agents.a.config.url: Required")]
    [InlineData("{ a: { type: http, config: { url: u, method: get } } }", "agents.a.config.method: Invalid enum value. Expected 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', received 'get'")]
    [InlineData("{ a: { type: http, config: { url: u, method: GET, body: x } } }", "agents.a.config.body: A GET request has no body")]
    [InlineData("{ a: { type: http, config: { url: u, body: x, json: {} } } }", "agents.a.config.json: A request has one body; give body or json")]
    [InlineData("{ a: { type: http, config: { url: u, headers: { 'a b': x } } } }", "agents.a.config.headers.a b: Invalid name of a header")]
    [InlineData("{ a: { type: http, config: { url: u, headers: { a: \"x\\r\\nb: y\" } } } }", "agents.a.config.headers.a: Invalid value of a header; expected visible ASCII characters and blanks")]
    [InlineData("{ a: { type: http, config: { url: u, headers: { Host: x } } } }", "agents.a.config.headers.Host: This header belongs to the connection or to the engine")]
    [InlineData("{ a: { type: http, config: { url: u, headers: { Transfer-Encoding: x } } } }", "agents.a.config.headers.Transfer-Encoding: This header belongs to the connection or to the engine")]
    [InlineData("{ a: { type: http, config: { url: u, headers: { Accept: x, accept: y } } } }", "agents.a.config.headers.accept: This header is there twice")]
    [InlineData("{ a: { type: http, config: { url: u, headers: { a: x }, headersFromEnv: { A: KEY } } } }", "agents.a.config.headersFromEnv.A: This header is there twice")]
    [InlineData("{ a: { type: http, config: { url: u, headers: { Authorization: Bearer x } } } }", "agents.a.config.headers.Authorization: What stands in a strategy is stored with its runs; name a variable of the environment in headersFromEnv")]
    [InlineData("{ a: { type: http, config: { url: u, headersFromEnv: { authorization: Bearer sk_live_123 } } } }", "agents.a.config.headersFromEnv.authorization: Expected the name of an environment variable in capital letters, with or without a scheme before it, such as 'Bearer API_TOKEN'")]
    [InlineData("{ a: { type: http, config: { url: u, expectStatus: [2xx, 1xx] } } }", "agents.a.config.expectStatus: Expected statuses from 200 to 599, or '2xx', '3xx', '4xx', '5xx'")]
    [InlineData("{ a: { type: http, config: { url: u, expectStatus: [] } } }", "agents.a.config.expectStatus: Array must contain at least 1 element(s)")]
    [InlineData("{ a: { type: http, config: { url: u, redirectHosts: ['*.example.com/x'] } } }", "agents.a.config.redirectHosts: Expected hosts, with or without a port, such as 'files.example.com'")]
    [InlineData("{ a: { type: http, config: { url: u, allowPrivate: true } } }", "agents.a.config: Unrecognized key(s) in object: 'allowPrivate'")]
    [InlineData("{ a: { maxSteps: 0 } }", "agents.a.maxSteps: Number must be greater than 0")]
    [InlineData("{ a: { maxSteps: 1.5 } }", "agents.a.maxSteps: Expected integer, received float")]
    [InlineData("{ a: { skills: [''] } }", "agents.a.skills.0: String must contain at least 1 character(s)")]
    [InlineData("{ a: { modelOptions: { temperature: hot } } }", "agents.a.modelOptions.temperature: Expected number, received string")]
    [InlineData("{ a: { modelOptions: { top: 1 } } }", "agents.a.modelOptions: Unrecognized key(s) in object: 'top'")]
    [InlineData("{ a: { providerOptions: { openai: 1 } } }", "agents.a.providerOptions.openai: Expected object, received number")]
    [InlineData("{ a: { outputSchema: [] } }", "agents.a.outputSchema: Expected object, received array")]
    [InlineData("{ a: { context: { rollingWindow: -1 } } }", "agents.a.context.rollingWindow: Number must be greater than or equal to 0")]
    [InlineData("{ a: { context: { rollingWindow: {} } } }", "agents.a.context.rollingWindow.maxRecords: Required")]
    [InlineData("{ a: { context: { compaction: 1 } } }", "agents.a.context.compaction: Invalid input")]
    [InlineData("{ a: { systemPromptTemplate: { variables: {} } } }", "agents.a.systemPromptTemplate.template: Required")]
    [InlineData("{ a: { systemPromptTemplate: { template: x, variables: { v: [1] } } } }", "agents.a.systemPromptTemplate.variables.v: Invalid input")]
    public void A_wrong_agent_is_refused(string agents, string issue) => ShouldHaveOnlyIssue(Read.Yaml(agents, OkFlow), issue);

    [Theory]
    [InlineData("sequential", "flow: Invalid input")]
    [InlineData("{ type: sequential, steps: [{ agent: a }] }", "flow.name: Required")]
    [InlineData("{ name: F, steps: [{ agent: a }] }", "flow.type: Required")]
    [InlineData("{ name: F, type: sequential }", "flow.steps: Required")]
    [InlineData("{ name: F, type: sequential, steps: {} }", "flow.steps: Expected array, received object")]
    [InlineData("{ name: F, type: sequential, steps: [] }", "flow.steps: Array must contain at least 1 element(s)")]
    [InlineData("{ name: F, type: sequential, steps: [{}] }", "flow.steps.0: Invalid input")]
    [InlineData("{ name: F, type: sequential, steps: [a] }", "flow.steps.0: Invalid input")]
    [InlineData("{ name: F, type: sequential, steps: [{ agent: a, extra: 1 }] }", "flow.steps.0: Unrecognized key(s) in object: 'extra'")]
    [InlineData("{ name: F, type: sequential, extra: 1, steps: [{ agent: a }] }", "flow: Unrecognized key(s) in object: 'extra'")]
    [InlineData("{ name: F, type: sequential, cycles: 1, steps: [{ agent: a }] }", "flow: Unrecognized key(s) in object: 'cycles'")]
    [InlineData("{ name: F, type: sequential, steps: [{ name: G, type: cycle, steps: [{ agent: 1 }] }] }", "flow.steps.0.steps.0.agent: Expected string, received number")]
    [InlineData("{ name: F, type: cycle, cycles: 0, steps: [{ agent: a }] }", "flow.cycles: Number must be greater than 0")]
    [InlineData("{ name: F, type: cycle, cycles: forever, steps: [{ agent: a }] }", "flow.cycles: Invalid input; expected a whole number or \"Infinity\"")]
    [InlineData("{ name: F, type: cycle, breakCycleSignals: [], steps: [{ agent: a }] }", "flow.breakCycleSignals: Array must contain at least 1 element(s)")]
    [InlineData("{ name: F, type: cycle, breakCycleSignalMatch: all, steps: [{ agent: a }] }", "flow.breakCycleSignalMatch: Invalid enum value. Expected 'substring' | 'first-line' | 'any-line' | 'exact', received 'all'")]
    [InlineData("{ name: F, type: broadcast, concurrency: 0, steps: [{ agent: a }] }", "flow.concurrency: Number must be greater than 0")]
    [InlineData("{ name: F, type: sequential, steps: [{ agent: a, id: 'a b' }] }", "flow.steps.0.id: Invalid id; expected 1 to 64 letters, digits, '_' or '-'")]
    [InlineData("{ name: F, type: sequential, steps: [{ agent: a, timeout: 3 }] }", "flow.steps.0.timeout: Expected string, received number")]
    [InlineData("{ name: F, type: sequential, steps: [{ agent: a, retry: { maxAttempts: 0 } }] }", "flow.steps.0.retry.maxAttempts: Number must be greater than 0")]
    [InlineData("{ name: F, type: sequential, steps: [{ agent: a, retry: { jitter: 1.5 } }] }", "flow.steps.0.retry.jitter: Number must be from 0 to 1")]
    [InlineData("{ name: F, type: sequential, steps: [{ agent: a, retry: { multiplier: 0.5 } }] }", "flow.steps.0.retry.multiplier: Number must be from 1 to 1000")]
    [InlineData("{ name: F, type: sequential, steps: [{ agent: a, retry: { backoff: 5s, maxBackoff: 1s } }] }", "flow.steps.0.retry.maxBackoff: Duration must be at least the backoff, 5s")]
    [InlineData("{ name: F, type: sequential, steps: [{ agent: a, retry: { on: [trasient] } }] }", "flow.steps.0.retry.on: Invalid error 'trasient'; expected any, transient, timeout or a dotted code")]
    [InlineData("{ name: F, type: sequential, steps: [{ agent: a, onExhausted: stop }] }", "flow.steps.0.onExhausted: Invalid enum value. Expected 'fail' | 'pause', received 'stop'")]
    public void A_wrong_flow_is_refused(string flow, string issue) => ShouldHaveOnlyIssue(Read.Yaml(OkAgents, flow), issue);

    [Theory]
    [InlineData("{ transport: http }", "mcpServers.x.url: Required")]
    [InlineData("{ url: u }", "mcpServers.x.transport: Required")]
    [InlineData("{ transport: stdio, command: { env: NAME }, args: [1] }", "mcpServers.x.args.0: Invalid input")]
    [InlineData("{ transport: sse, url: u, headers: { h: { env: '' } } }", "mcpServers.x.headers.h: Invalid input")]
    [InlineData("{ transport: http, url: u, command: c }", "mcpServers.x: Unrecognized key(s) in object: 'command'")]
    public void A_wrong_mcp_server_is_refused(string server, string issue) =>
        ShouldHaveOnlyIssue(Read.Yaml(OkAgents, OkFlow) + $"mcpServers: {{ x: {server} }}\n", issue);

    private static void ShouldHaveOnlyIssue(string yaml, string issue) =>
        StrategyReader.Read(yaml, StrategyFormat.Yaml).Error.ShouldNotBeNull().Message.ShouldBe($"Strategy validation failed:\n  - {issue}");
}
