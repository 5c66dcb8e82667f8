namespace Runs.Conformance.Tests.Frames;

/// <summary>Each error code, with the condition and the words that clients know.</summary>
public sealed class WireErrorTests(SharedServer shared) : ConformanceTest(shared)
{
    [Theory]
    [InlineData("""{"type":"prepare_run","runId":"nope"}""", "PREPARE_FAILED", "Run not found: nope")]
    [InlineData("""{"type":"start_run","runId":"nope"}""", "START_FAILED", "Prepared run not found: nope")]
    [InlineData("""{"type":"continue_run","runId":"nope","input":""}""", "CONTINUE_FAILED", "Prepared run not found: nope")]
    [InlineData("""{"type":"subscribe","runId":"nope"}""", "SUBSCRIBE_ERROR", "Run not found: nope")]
    [InlineData("""{"type":"subscribe","runId":"nope","afterSeq":0}""", "SUBSCRIBE_ERROR", "Run not found: nope")]
    [InlineData("""{"type":"user_input","runId":"nope","agentName":"a","text":""}""", "NO_PENDING_INPUT", "No pending input request for run nope agent a")]
    [InlineData("""{"type":"permission_decision","runId":"nope","permissionRequestId":"p","decision":"deny"}""", "NO_PENDING_PERMISSION", "No pending permission request p for run nope")]
    [InlineData("""{"type":"question_response","runId":"nope","questionRequestId":"q","response":""}""", "NO_PENDING_QUESTION", "No pending question request q for run nope")]
    [InlineData("""{"type":"steer_run","runId":"nope","text":"x"}""", "RUN_NOT_STEERABLE", "Cannot steer run nope: not running")]
    [InlineData("""{"type":"update_policy","runId":"nope","mode":"write"}""", "RUN_NOT_FOUND", "No active run found for runId nope")]
    public async Task An_unknown_run_is_refused(string request, string code, string message)
    {
        var client = await Connect();
        await client.SendRaw(request.Insert(1, "\"requestId\":\"id\","));
        var error = await client.Next();
        error.ShouldBeError(code, message);
        ((string?)error["requestId"]).ShouldBe("id");
    }

    [Theory]
    [InlineData("start_run", "START_FAILED", "Prepared run not found: {0}")]
    [InlineData("continue_run", "CONTINUE_FAILED", "Prepared run not found: {0}")]
    [InlineData("user_input", "NO_PENDING_INPUT", "No pending input request for run {0} agent x")]
    [InlineData("steer_run", "RUN_NOT_STEERABLE", "Cannot steer run {0}: not running")]
    public async Task A_run_that_has_ended_is_refused(string type, string code, string message)
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        await client.Send(new { type, runId = run, agentName = "x", text = "x", input = "x" });
        (await client.Await("error")).ShouldBeError(code, string.Format(message, run));
    }

    [Theory]
    [InlineData("start_run", "START_FAILED", "Run already started: {0}")]
    [InlineData("continue_run", "CONTINUE_FAILED", "Run was not prepared for continuation: {0}")]
    public async Task A_run_under_way_is_not_started_again_and_the_mode_is_checked_first(string type, string code, string message)
    {
        var client = await Connect();
        var run = await Start(client, "ask");
        await client.Await("request_input", run);
        await client.Send(new { type, runId = run, input = "" });
        (await client.Await("error")).ShouldBeError(code, string.Format(message, run));
    }

    [Fact]
    public async Task A_continuation_under_way_is_not_begun_again_and_the_mode_is_checked_first()
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        await client.Prepare(File("ask"), run);
        await client.Send(new { type = "start_run", runId = run });
        (await client.Await("error")).ShouldBeError("START_FAILED", $"Run was prepared for continuation: {run}");
        await client.Send(new { type = "continue_run", runId = run, input = "" });
        await client.Await("request_input", run);
        await client.Send(new { type = "continue_run", runId = run, input = "" });
        (await client.Await("error")).ShouldBeError("CONTINUE_FAILED", $"Run already started: {run}");
        await client.Send(new { type = "start_run", runId = run });
        (await client.Await("error")).ShouldBeError("START_FAILED", $"Run was prepared for continuation: {run}");
    }

    [Fact]
    public async Task A_first_run_is_not_continued()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Prepare(File("echo"), run);
        await client.Send(new { type = "continue_run", runId = run, input = "" });
        (await client.Await("error")).ShouldBeError("CONTINUE_FAILED", $"Run was not prepared for continuation: {run}");
    }

    [Fact]
    public async Task An_agent_that_does_not_wait_is_not_answered_and_neither_is_a_second_time()
    {
        var client = await Connect();
        var run = await Start(client, "asked-twice");
        await client.Await("request_input", run);
        await client.Send(new { type = "user_input", runId = run, agentName = "other", text = "x" });
        (await client.Await("error")).ShouldBeError("NO_PENDING_INPUT", $"No pending input request for run {run} agent other");
        await client.Send(new { type = "user_input", runId = run, agentName = "boss", text = "x" });
        await client.Await("request_input", run);
        await client.Send(new { type = "user_input", runId = run, agentName = "boss", text = "y" });
        await client.Send(new { type = "user_input", runId = run, agentName = "boss", text = "z" });
        await client.Await(frame => (string?)frame["code"] == "NO_PENDING_INPUT", "the refusal of the last answer");
        await client.Send(new { type = "subscribe", runId = run, afterSeq = 0 });
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("y");
    }

    [Fact]
    public async Task A_prepared_run_can_be_steered()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Prepare(File("echo"), run);
        await client.Send(new { type = "steer_run", runId = run, text = "left" });
        await client.Await("steer_queued", run);
        await client.Send(new { type = "start_run", runId = run, input = "go" });
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("<go\n\n<user_steering>\nleft\n</user_steering>>");
    }

    [Theory]
    [InlineData("fail", "EXECUTION_ERROR", "Step \"a\" failed: LLM call failed: model exploded: secret reason")]
    [InlineData("stuck", "CANCELLED", "Run cancelled by client")]
    public async Task A_run_ends_with_one_of_two_codes(string strategy, string code, string message)
    {
        var client = await Connect();
        var run = await Start(client, strategy);
        await client.Await("step_started", run);
        if (code == "CANCELLED")
            await client.Send(new { type = "stop_run", runId = run });
        var error = (await client.Await("strategy_error", run))["error"]!;
        ((string?)error["code"], (string?)error["message"]).ShouldBe((code, message));
    }
}
