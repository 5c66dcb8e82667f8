namespace Runs.Conformance.Tests.Lifecycle;

/// <summary>Pauses, and requests about single steps.</summary>
public sealed class ControlRequestTests(SharedServer shared) : ConformanceTest(shared)
{
    [Fact]
    public async Task A_paused_run_takes_an_answer_and_goes_on_when_it_is_resumed()
    {
        var client = await Connect();
        var run = await Start(client, "ask");
        await client.Await("request_input", run);
        await client.Send(new { type = "pause_run", runId = run, reason = "lunch", now = true, requestId = "pause" });
        await client.Send(new { type = "pause_run", runId = run, requestId = "pause" });
        await client.Send(new { type = "user_input", runId = run, agentName = "boss", text = "yes", stepId = "s1/0" });
        await client.Await("step_completed", run);
        await client.Send(new { type = "list_runs" });
        var listed = (await client.Await("run_list"))["runs"]!.Single(each => (string?)each["runId"] == run);
        ((string?)listed["status"], (string?)listed["state"]).ShouldBe(("running", "paused"));
        await client.Send(new { type = "resume_run", runId = run, requestId = "resume" });
        await client.Await("strategy_completed", run);
        client.Seen.ShouldNotContain(frame => (string?)frame["type"] == "error");
    }

    [Fact]
    public async Task A_step_that_is_cancelled_ends_its_run_where_nothing_can_do_without_it()
    {
        var client = await Connect();
        var run = await Start(client, "ask");
        await client.Await("request_input", run);
        await client.Send(new { type = "cancel_step", runId = run, stepId = "s1/0", reason = "enough", force = true });
        ((string)(await client.Await("strategy_error", run))["error"]!["message"]!).ShouldContain("enough");
    }

    [Theory]
    [InlineData("pause_run", "RUN_NOT_PAUSABLE")]
    [InlineData("resume_run", "RUN_NOT_RESUMABLE")]
    [InlineData("retry_step", "STEP_NOT_RETRYABLE")]
    public async Task What_a_run_that_has_ended_refuses_has_a_code(string type, string code)
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        await client.Send(new { type, runId = run, stepId = "s1/0", requestId = "id" });
        var error = await client.Await("error");
        ((string?)error["code"], (string?)error["requestId"]).ShouldBe((code, "id"));
    }

    [Theory]
    [InlineData("pause_run")]
    [InlineData("resume_run")]
    [InlineData("cancel_step")]
    [InlineData("retry_step")]
    public async Task A_run_that_does_not_exist_is_named(string type)
    {
        var client = await Connect();
        var run = NewRun();
        await client.Send(new { type, runId = run, stepId = "s1/0" });
        (await client.Await("error")).ShouldBeError("RUN_NOT_FOUND", $"Run not found: {run}");
    }

    [Fact]
    public async Task A_step_that_does_not_exist_is_named()
    {
        var client = await Connect();
        var run = await Start(client, "ask");
        await client.Await("request_input", run);
        await client.Send(new { type = "cancel_step", runId = run, stepId = "nobody" });
        (await client.Await("error")).ShouldBeError("STEP_NOT_FOUND", $"Run {run} has no step \"nobody\" that could be cancelled.");
    }
}
