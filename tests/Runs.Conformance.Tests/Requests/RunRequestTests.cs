namespace Runs.Conformance.Tests.Requests;

/// <summary>What each request about runs is answered with: its reply, its error, or silence.</summary>
public sealed class RunRequestTests(SharedServer shared) : ConformanceTest(shared)
{
    [Theory]
    [InlineData("ping", "pong")]
    [InlineData("list_runs", "run_list")]
    [InlineData("list_strategies", "strategy_list")]
    public async Task A_request_that_has_a_reply_is_replied_to_with_its_id(string type, string reply)
    {
        var client = await Connect();
        await client.Send(new { type, requestId = "id" });
        ((string?)(await client.Await(reply))["requestId"]).ShouldBe("id");
        client.Seen.Count.ShouldBe(1);
        await client.Send(new { type });
        (await client.Await(reply)).ContainsKey("requestId").ShouldBeFalse();
    }

    [Theory]
    [InlineData("subscribe")]
    [InlineData("unsubscribe")]
    [InlineData("stop_run")]
    public async Task What_succeeds_without_a_reply_is_silent(string type)
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        await client.Send(new { type, runId = run, requestId = "id" });
        await client.Send(new { type, runId = run, requestId = "id" });
        (await client.BeforePong()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_and_continue_have_no_reply_of_their_own()
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        await client.Prepare(File("echo"), run);
        await client.Send(new { type = "continue_run", runId = run, input = "", requestId = "c" });
        await client.Await("strategy_completed", run);
        client.Seen.Select(frame => (string?)frame["requestId"]).OfType<string>().ShouldBe([$"start {run}", $"start {run}", "c", "c"]);
    }

    [Fact]
    public async Task An_answer_a_steering_text_and_an_empty_answer_are_taken_silently()
    {
        var client = await Connect();
        var run = await Start(client, "ask");
        await client.Await("request_input", run);
        await client.Send(new { type = "steer_run", runId = run, text = "left", requestId = "steer" });
        ((string?)(await client.Await("steer_queued", run))["text"]).ShouldBe("left");
        await client.Send(new { type = "user_input", runId = run, agentName = "boss", text = "", requestId = "answer" });
        await client.Await("strategy_completed", run);
        client.Seen.ShouldNotContain(frame => (string?)frame["requestId"] == "steer" || (string?)frame["requestId"] == "answer");
    }

    [Fact]
    public async Task Runs_are_listed_by_the_exact_directory_with_the_newest_start_first()
    {
        var client = await Connect();
        var cwd = Server.Here.Path("listed");
        Directory.CreateDirectory(cwd);
        var (one, two) = (NewRun(), NewRun());
        foreach (var run in new[] { one, two })
        {
            await client.Send(new { type = "prepare_run", runId = run, strategyPath = File("echo"), cwd });
            await client.Send(new { type = "start_run", runId = run });
            await client.Await("strategy_completed", run);
        }

        await client.Send(new { type = "list_runs", cwd });
        var runs = (await client.Await("run_list"))["runs"]!;
        runs.Select(run => (string?)run["runId"]).ShouldBe([two, one]);
        runs.ShouldAllBe(run => (string?)run["cwd"] == cwd && (string?)run["status"] == "completed" && run["completedAt"]!.Type == JTokenType.String);
        await client.Send(new { type = "list_runs", cwd = cwd + "/" });
        (await client.Await("run_list"))["runs"]!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Any_client_may_act_on_any_run()
    {
        var (one, two) = (await Connect(), await Connect());
        var run = NewRun();
        await one.Prepare(File("ask"), run);
        await two.Send(new { type = "start_run", runId = run });
        await one.Await("request_input", run);
        await two.Send(new { type = "steer_run", runId = run, text = "x" });
        await one.Await("steer_queued", run);
        await two.Send(new { type = "user_input", runId = run, agentName = "boss", text = "x" });
        await one.Await("strategy_completed", run);
        var stopped = await Hang(one);
        await two.Send(new { type = "stop_run", runId = stopped });
        await one.Await("strategy_error", stopped);
    }

    [Fact]
    public async Task The_input_of_a_preparation_is_ignored()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Send(new { type = "prepare_run", runId = run, strategyPath = File("echo"), input = "ignored" });
        await client.Send(new { type = "start_run", runId = run });
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("<>");
    }
}
