namespace Runs.Conformance.Tests.Lifecycle;

/// <summary>Stopping, by the state of the run.</summary>
public sealed class StopRequestTests(SharedServer shared) : ConformanceTest(shared)
{
    [Fact]
    public async Task An_unknown_run_is_stopped_silently()
    {
        var client = await Connect();
        await client.Send(new { type = "stop_run", runId = NewRun(), requestId = "x" });
        (await client.BeforePong()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_prepared_run_is_cancelled_and_leaves_nothing()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Prepare(File("echo"), run);
        await client.Send(new { type = "stop_run", runId = run });
        ((string?)(await client.Await("strategy_error", run))["error"]!["code"]).ShouldBe("CANCELLED");
        await client.Send(new { type = "start_run", runId = run });
        (await client.Await("error")).ShouldBeError("START_FAILED", $"Prepared run not found: {run}");
        foreach (var (type, reply) in new[] { ("list_runs", "run_list"), ("list_strategies", "strategy_list") })
        {
            await client.Send(new { type });
            (await client.Await(reply))["runs"]!.ShouldNotContain(each => (string?)each["runId"] == run);
        }
    }

    [Fact]
    public async Task A_stop_right_behind_the_preparation_leaves_nothing_that_starts()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Send(new { type = "prepare_run", runId = run, strategyPath = File("echo") });
        await client.Send(new { type = "stop_run", runId = run });
        await client.Send(new { type = "start_run", runId = run });
        (await client.Await("error")).ShouldBeError("START_FAILED", $"Prepared run not found: {run}");
        client.Kinds(run).ShouldBe(["run_prepared", "strategy_error"]);
    }

    [Fact]
    public async Task A_stop_right_behind_the_start_has_one_end()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Prepare(File("stuck"), run);
        await client.Send(new { type = "start_run", runId = run });
        await client.Send(new { type = "stop_run", runId = run });
        await client.Await("strategy_error", run);
        (await client.BeforePong()).ShouldBeEmpty();
        client.Kinds(run)[..2].ShouldBe(["run_prepared", "strategy_started"]);
    }

    [Theory]
    [InlineData("stuck", "agent_streaming thinking")]
    [InlineData("ask", "request_input")]
    public async Task A_run_under_way_ends_once_when_its_work_has_and_lists_say_so_at_once(string strategy, string doing)
    {
        var (client, other) = (await Connect(), await Connect());
        var run = await Start(client, strategy);
        await client.Await(frame => frame.Of(run) && frame.Kind() == doing, doing);
        await other.Send(new { type = "subscribe", runId = run });
        await other.Send(new { type = "stop_run", runId = run });
        await other.Send(new { type = "stop_run", runId = run });
        foreach (var each in new[] { client, other })
        {
            var end = await each.Await("strategy_error", run);
            (end.ContainsKey("requestId"), (string?)end["error"]!["code"], (string?)end["error"]!["message"]).ShouldBe((false, "CANCELLED", "Run cancelled by client"));
            (await each.BeforePong()).ShouldBeEmpty();
        }

        await client.Send(new { type = "list_runs" });
        ((string?)(await client.Await("run_list"))["runs"]!.Single(each => (string?)each["runId"] == run)["status"]).ShouldBe("cancelled");
        await client.Prepare(File(strategy), run);
    }

    [Fact]
    public async Task A_run_that_has_ended_is_stopped_silently_and_stays_as_it_was()
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        await client.Send(new { type = "stop_run", runId = run });
        (await client.BeforePong()).ShouldBeEmpty();
        await client.Send(new { type = "list_runs" });
        ((string?)(await client.Await("run_list"))["runs"]!.Single(each => (string?)each["runId"] == run)["status"]).ShouldBe("completed");
    }
}
