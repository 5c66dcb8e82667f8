namespace Runs.Conformance.Tests.Lifecycle;

/// <summary>Preparing, step by step.</summary>
public sealed class PrepareRequestTests(SharedServer shared) : ConformanceTest(shared)
{
    private const string OneAgent = "name: One\nversion: '1'\nagents: { a: AGENT }\nflow: { name: Main, type: TYPE, steps: [{ agent: STEP }] }\n";

    [Fact]
    public async Task Without_an_id_a_run_gets_a_lower_case_random_one()
    {
        var client = await Connect();
        var run = (string)(await client.Prepare(File("echo")))["runId"]!;
        Guid.TryParseExact(run, "D", out var id).ShouldBeTrue();
        (run, id.Version).ShouldBe((run.ToLowerInvariant(), 4));
    }

    [Fact]
    public async Task Whoever_prepares_follows_the_run()
    {
        var (one, two) = (await Connect(), await Connect());
        var run = NewRun();
        await one.Prepare(File("echo"), run);
        await two.Send(new { type = "start_run", runId = run });
        await one.Await("strategy_completed", run);
        await two.Await("strategy_completed", run);
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("fail")]
    [InlineData("stuck")]
    public async Task A_run_that_has_ended_is_prepared_for_its_continuation_with_what_it_had(string strategy)
    {
        var client = await Connect();
        var run = strategy == "stuck" ? await Hang(client) : await Start(client, strategy, "one");
        await client.Send(new { type = "stop_run", runId = run });
        await client.Await(frame => frame.Of(run) && frame.IsTerminal(), "the end");
        await client.Send(new { type = "prepare_run", runId = run });
        var prepared = await client.Await("run_prepared", run);
        ((string?)prepared["strategyName"]).ShouldBe("One");
        await client.Send(new { type = "continue_run", runId = run, input = "two" });
        await client.Await("strategy_started", run);
        await client.Send(new { type = "stop_run", runId = run });
        await client.Await(frame => frame.Of(run) && frame.IsTerminal(), "the end");
    }

    [Fact]
    public async Task Who_followed_a_run_still_does_after_it_was_prepared_again()
    {
        var (one, two) = (await Connect(), await Connect());
        var run = await Complete(one, "echo");
        await two.Prepare(File("echo"), run);
        await two.Send(new { type = "continue_run", runId = run, input = "again" });
        ((string?)(await one.Await("strategy_completed", run))["result"]).ShouldBe("<again>");
    }

    [Fact]
    public async Task A_preparation_that_fails_leaves_an_ended_run_as_it_was()
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        await client.Send(new { type = "prepare_run", runId = run, strategyPath = "/none/here.yaml" });
        (await client.Await("error")).ShouldBeError("PREPARE_FAILED", "Strategy file not found: /none/here.yaml");
        await client.Send(new { type = "list_strategies" });
        ((string?)(await client.Await("strategy_list"))["runs"]!.Single(each => (string?)each["runId"] == run)["status"]).ShouldBe("completed");
        await client.Prepare(File("echo"), run);
        await client.Send(new { type = "continue_run", runId = run, input = "x" });
        await client.Await("strategy_completed", run);
    }

    [Fact]
    public async Task A_preparation_that_fails_leaves_nothing_of_a_new_run()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Send(new { type = "prepare_run", runId = run, strategyPath = "/none/here.yaml" });
        await client.Await("error");
        await client.Send(new { type = "subscribe", runId = run });
        (await client.Await("error")).ShouldBeError("SUBSCRIBE_ERROR", $"Run not found: {run}");
        await client.Prepare(File("echo"), run);
    }

    [Fact]
    public async Task A_model_is_overridden_for_every_agent_and_the_next_segment_keeps_it()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Send(new { type = "prepare_run", runId = run, strategyPath = File("fail"), modelOverride = "mock/echo" });
        await client.Send(new { type = "start_run", runId = run, input = "x" });
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("<x>");
        ((string?)client.Seen.Last(frame => frame.Kind() == "agent_output")["model"]).ShouldBe("mock/echo");
        await client.Send(new { type = "prepare_run", runId = run });
        await client.Send(new { type = "continue_run", runId = run, input = "y" });
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("<y>");
    }

    [Fact]
    public async Task A_model_that_nobody_knows_prepares_and_fails_when_it_is_called()
    {
        var client = await Connect();
        var run = await Start(client, "unknown-model");
        ((string?)(await client.Await("strategy_error", run))["error"]!["message"]).ShouldStartWith("Step \"a\" failed: LLM call failed: ");
    }

    [Theory]
    [InlineData("x.txt", "{}", "Unsupported strategy file extension: .txt. Use .json, .jsonc, .yaml, or .yml.")]
    [InlineData("broken.json", "{", "Failed to parse strategy JSON: ")]
    [InlineData("broken.yaml", "a: [", "Failed to parse strategy YAML: ")]
    [InlineData("empty.yaml", "name: x\nversion: '1'\n", "Strategy validation failed:\n  - ")]
    public async Task A_file_that_is_no_strategy_is_refused(string name, string text, string message) =>
        (await Refused(Server.Here.Write($"{NewRun()}-{name}", text))).ShouldStartWith(message);

    [Theory]
    [InlineData("{}", "sequential", "a", "Agent \"a\" has no model. Set a model on the agent definition.")]
    [InlineData("{ model: mock/echo }", "sequential", "zz", "Flow \"Main\" references agent \"zz\" which is not defined. Available agents: [a].")]
    [InlineData("{ type: robot }", "sequential", "a", "Agent \"a\" references unknown agent type \"robot\".")]
    [InlineData("{ model: mock/echo }", "spiral", "a", "Flow \"Main\" references unknown flow type \"spiral\".")]
    [InlineData("{ model: mock/echo, tools: [nope] }", "sequential", "a", "Agent \"a\" references unknown tool \"nope\".")]
    [InlineData("{ model: mock/echo, mcpServers: [id] }", "sequential", "a", "Agent \"a\" references unknown MCP server \"id\".")]
    [InlineData("{ model: mock/echo, extra: 1 }", "sequential", "a", "agents.a: Unrecognized key(s) in object: 'extra'")]
    public async Task A_strategy_that_cannot_run_is_refused_with_the_words_that_clients_know(string agent, string type, string step, string message)
    {
        var text = OneAgent.Replace("AGENT", agent).Replace("TYPE", type).Replace("STEP", step);
        (await Refused(Server.Here.Write($"{NewRun()}.yaml", text))).ShouldContain(message);
    }

    [Theory]
    [InlineData("strategyPath")]
    [InlineData("cwd")]
    [InlineData("manifestPath")]
    public async Task A_path_with_a_nul_in_it_is_refused(string field)
    {
        var client = await Connect();
        var request = new JObject { ["type"] = "prepare_run", ["strategyPath"] = File("echo") };
        request[field] = "a\0b";
        await client.SendRaw(request.ToString());
        ((string?)(await client.Next())["code"]).ShouldBe("PREPARE_FAILED");
    }

    [Fact]
    public async Task A_new_run_without_a_path_and_an_unknown_one_are_refused()
    {
        var client = await Connect();
        await client.SendRaw("""{"type":"prepare_run"}""");
        (await client.Next()).ShouldBeError("VALIDATION_ERROR", "Invalid message: strategyPath: prepare_run requires runId or strategyPath");
        await client.SendRaw("""{"type":"prepare_run","cwd":"/tmp"}""");
        (await client.Next()).ShouldBeError("VALIDATION_ERROR", "Invalid message: strategyPath: prepare_run requires runId or strategyPath");
        var run = NewRun();
        await client.Send(new { type = "prepare_run", runId = run });
        (await client.Next()).ShouldBeError("PREPARE_FAILED", $"Run not found: {run}");
    }

    private async Task<string> Refused(string path)
    {
        var client = await Connect();
        await client.Send(new { type = "prepare_run", strategyPath = path, requestId = "p" });
        var error = await client.Next();
        ((string?)error["code"], (string?)error["requestId"]).ShouldBe(("PREPARE_FAILED", "p"));
        return (string)error["message"]!;
    }
}
