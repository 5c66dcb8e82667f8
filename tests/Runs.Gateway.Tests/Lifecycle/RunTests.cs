using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Lifecycle;

/// <summary>Runs from their preparation to their end.</summary>
public sealed class RunTests : GatewayTest
{
    [Fact]
    public async Task A_run_of_one_agent_says_what_the_protocol_says_in_that_order()
    {
        var client = await World.Connect();
        await client.Send(new { type = "prepare_run", strategyPath = World.Echo(), requestId = "p" });
        var prepared = await client.Await("run_prepared");
        prepared.Names().ShouldBe(["type", "ts", "requestId", "runId", "strategyName", "agents", "flowTree", "conversation", "mcpServers", "seq"]);
        ((string?)prepared["requestId"]).ShouldBe("p");
        ((JObject)prepared["flowTree"]!).Names().ShouldBe(["name", "steps", "type"]);
        prepared["conversation"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""{"records":[],"retentionEvents":[],"inputs":[]}""");
        var run = (string)prepared["runId"]!;
        await client.Send(new { type = "start_run", runId = run, input = "hi", requestId = "s" });
        await client.Await("strategy_completed");
        client.Seen[1..].Select(frame => frame.Kind()).ShouldBe(
        [
            "strategy_started", "step_started", "agent_streaming step-start", "agent_streaming text", "agent_output", "agent_streaming done",
            "step_completed", "strategy_completed",
        ]);
        client.Seen[1].Names().ShouldBe(["type", "ts", "requestId", "runId", "strategyName", "agents", "flowTree", "seq", "prevSeq"]);
        client.Seen[2].Names().ShouldBe(["type", "ts", "runId", "stepName", "message", "seq", "prevSeq", "stepId", "parentStepId"]);
        client.Seen[5].Names().ShouldBe(["type", "ts", "runId", "agentName", "model", "text", "usage", "seq", "prevSeq", "stepId", "parentStepId"]);
        client.Seen[7].Names().ShouldBe(["type", "ts", "runId", "stepName", "result", "seq", "prevSeq", "stepId", "parentStepId"]);
        client.Seen[^1].Names().ShouldBe(["type", "ts", "requestId", "runId", "result", "usage", "seq", "prevSeq"]);
        ((string?)client.Seen[^1]["requestId"], (string?)client.Seen[^1]["result"]).ShouldBe(("s", "<hi>"));
        client.Seen.ShouldAllBe(frame => ((string)frame["ts"]!).EndsWith('Z') && ((string)frame["ts"]!).Length == 24);
    }

    [Fact]
    public async Task A_start_that_follows_its_preparation_at_once_waits_for_it()
    {
        var client = await World.Connect();
        await client.Send(new { type = "prepare_run", strategyPath = World.Echo(), runId = "r" });
        await client.Send(new { type = "start_run", runId = "r" });
        await client.Await("strategy_completed");
        client.Seen.Select(frame => frame.Kind()).Take(2).ShouldBe(["run_prepared", "strategy_started"]);
    }

    [Fact]
    public async Task Every_subscriber_hears_of_a_run_with_the_request_id_of_its_starter()
    {
        var (one, two) = (await World.Connect(), await World.Connect());
        await one.Prepare(World.Echo(), "r");
        await two.Send(new { type = "start_run", runId = "r", requestId = "two's" });
        foreach (var client in new[] { one, two })
        {
            ((string?)(await client.Await("strategy_started"))["requestId"]).ShouldBe("two's");
            ((string?)(await client.Await("strategy_completed"))["requestId"]).ShouldBe("two's");
        }
    }

    [Fact]
    public async Task A_failing_run_ends_with_an_execution_error()
    {
        var client = await World.Connect();
        await client.Prepare(World.Single("mock/broken"), "r");
        await client.Send(new { type = "start_run", runId = "r", requestId = "s" });
        var error = await client.Await("strategy_error");
        ((string?)error["error"]!["code"], (string?)error["requestId"]).ShouldBe(("EXECUTION_ERROR", "s"));
        ((string?)error["error"]!["message"]).ShouldBe("Step \"a\" failed: LLM call failed: boom");
        client.Seen.ShouldNotContain(frame => frame.Kind() == "step_completed");
    }

    [Fact]
    public async Task A_continuation_knows_what_was_said()
    {
        var client = await World.Connect();
        await client.Prepare(World.Echo(), "r");
        await client.Send(new { type = "start_run", runId = "r", input = "one" });
        await client.Await("strategy_completed");
        await client.Send(new { type = "prepare_run", runId = "r" });
        var prepared = await client.Await("run_prepared");
        var record = (JObject)prepared["conversation"]!["records"]!.Single();
        record.Names().ShouldBe(["id", "agentName", "createdAt", "userMessage", "responseMessages", "text", "usage", "finishReason"]);
        ((string?)record["userMessage"]!["content"], (string?)record["text"]).ShouldBe(("one", "<one>"));
        var input = prepared["conversation"]!["inputs"]!.Single();
        ((string?)input["text"], (string?)input["beforeRecordId"]).ShouldBe(("one", (string?)record["id"]));
        await client.Send(new { type = "start_run", runId = "r" });
        (await client.Await("error")).ShouldBeError("START_FAILED", "Run was prepared for continuation: r");
        await client.Send(new { type = "continue_run", runId = "r", input = "two", requestId = "c" });
        ((string?)(await client.Await("strategy_completed"))["requestId"]).ShouldBe("c");
    }

    [Fact]
    public async Task A_client_that_prepares_a_running_run_is_attached_and_asked_again()
    {
        var (one, two) = (await World.Connect(), await World.Connect());
        await one.Prepare(World.Ask(), "r");
        await one.Send(new { type = "start_run", runId = "r" });
        await one.Await("request_input");
        await two.Send(new { type = "prepare_run", runId = "r" });
        await two.Await("request_input");
        two.Seen.Select(frame => frame.Kind()).ShouldBe(["run_prepared", "request_input"]);
        await one.Send(new { type = "prepare_run", runId = "r" });
        await one.Await("run_prepared");
        ((string?)(await one.Await("request_input"))["agentName"]).ShouldBe("boss");
        await two.Send(new { type = "user_input", runId = "r", agentName = "boss", text = "yes" });
        ((string?)(await one.Await("strategy_completed"))["result"]).ShouldBe("<yes>");
        await two.Await("strategy_completed");
        await two.Send(new { type = "user_input", runId = "r", agentName = "boss", text = "no" });
        (await two.Await("error")).ShouldBeError("NO_PENDING_INPUT", "No pending input request for run r agent boss");
    }

    [Fact]
    public async Task A_stopped_run_ends_once_and_without_a_request_id()
    {
        var client = await World.Connect();
        await client.Prepare(World.Single("mock/gated"), "r");
        await client.Send(new { type = "start_run", runId = "r", requestId = "s" });
        await client.Await(frame => frame.Kind() == "agent_streaming text", "text");
        await client.Send(new { type = "stop_run", runId = "r" });
        await client.Send(new { type = "stop_run", runId = "r" });
        var error = await client.Await("strategy_error");
        error.Names().ShouldBe(["type", "ts", "runId", "error", "seq", "prevSeq"]);
        ((string?)error["error"]!["code"], (string?)error["error"]!["message"]).ShouldBe(("CANCELLED", "Run cancelled by client"));
        (await client.BeforePong()).ShouldBeEmpty();
        await client.Send(new { type = "list_runs" });
        ((string?)(await client.Await("run_list"))["runs"]!.Single()["status"]).ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_prepared_run_that_is_stopped_can_be_prepared_again()
    {
        var client = await World.Connect();
        await client.Prepare(World.Echo(), "r");
        await client.Send(new { type = "stop_run", runId = "r" });
        ((string?)(await client.Await("strategy_error"))["error"]!["code"]).ShouldBe("CANCELLED");
        await client.Prepare(World.Echo(), "r");
        await client.Send(new { type = "start_run", runId = "r" });
        await client.Await("strategy_completed");
    }

    [Fact]
    public async Task A_prepared_run_prepared_again_is_prepared()
    {
        var client = await World.Connect();
        await client.Prepare(World.Echo(), "r");
        await client.Prepare(World.Echo(), "r");
        await client.Send(new { type = "start_run", runId = "r" });
        await client.Await("strategy_completed");
        client.Seen.Count(frame => frame.Kind() == "strategy_started").ShouldBe(1);
    }
}
