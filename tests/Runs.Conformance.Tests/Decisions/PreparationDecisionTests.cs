namespace Runs.Conformance.Tests.Decisions;

/// <summary>Where the protocol was weak: preparing, attaching and stopping.</summary>
public sealed class PreparationDecisionTests(SharedServer shared) : ConformanceTest(shared)
{
    [Fact]
    public async Task A_prepared_run_is_prepared_again_with_the_same_answer()
    {
        var client = await Connect();
        var run = NewRun();
        var first = await client.Prepare(File("echo"), run);
        (await client.Prepare(File("echo"), run)).Lasting().ShouldBe(first.Lasting());
        await client.Send(new { type = "start_run", runId = run });
        await client.Await("strategy_completed", run);
        client.Kinds(run).Count(kind => kind == "strategy_started").ShouldBe(1);
    }

    [Fact]
    public async Task Two_preparations_that_follow_each_other_at_once_are_both_whole()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Send(new { type = "prepare_run", runId = run, strategyPath = File("echo") });
        await client.Send(new { type = "prepare_run", runId = run, strategyPath = File("echo") });
        (await client.Await("run_prepared", run)).Lasting().ShouldBe((await client.Await("run_prepared", run)).Lasting());
    }

    [Fact]
    public async Task Who_prepares_a_run_under_way_is_attached_told_what_was_said_and_asked_again()
    {
        var (one, two) = (await Connect(), await Connect());
        var run = await Start(one, "ask");
        await one.Await("request_input", run);
        await two.Send(new { type = "prepare_run", runId = run });
        await two.Await("request_input", run);
        two.Kinds(run).ShouldBe(["run_prepared", "request_input"]);
        ((string?)two.Seen[0]["strategyName"]).ShouldBe("Ask");
        await two.Send(new { type = "user_input", runId = run, agentName = "boss", text = "x" });
        await two.Await("strategy_completed", run);
        await one.Await("strategy_completed", run);
    }

    [Fact]
    public async Task Who_attaches_is_told_the_conversation_so_far()
    {
        var (one, two) = (await Connect(), await Connect());
        var run = await Start(one, "talks", "x");
        await one.Await("request_input", run);
        await two.Send(new { type = "prepare_run", runId = run });
        var record = (await two.Await("run_prepared", run))["conversation"]!["records"]!.Single();
        ((string?)record["agentName"], (string?)record["text"]).ShouldBe(("a", "<x>"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_right_behind_its_preparation_waits_for_it(bool comesFromAnother)
    {
        var client = await Connect();
        var run = NewRun();
        await client.Send(new { type = "prepare_run", runId = run, strategyPath = File("echo") });
        if (comesFromAnother)
            await client.Await("run_prepared", run);
        await (comesFromAnother ? await Connect() : client).Send(new { type = "start_run", runId = run });
        await client.Await("strategy_completed", run);
        client.Seen.ShouldNotContain(frame => frame.Kind() == "error");
        client.Kinds(run)[..2].ShouldBe(["run_prepared", "strategy_started"]);
    }

    [Fact]
    public async Task A_continuation_right_behind_its_preparation_waits_for_it()
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        await client.Send(new { type = "prepare_run", runId = run });
        await client.Send(new { type = "continue_run", runId = run, input = "x" });
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("<x>");
    }

    [Fact]
    public async Task A_prepared_run_that_was_stopped_can_be_prepared_and_started()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Prepare(File("echo"), run);
        await client.Send(new { type = "stop_run", runId = run });
        await client.Await("strategy_error", run);
        await client.Prepare(File("echo"), run);
        await client.Send(new { type = "start_run", runId = run });
        await client.Await("strategy_completed", run);
    }

    [Fact]
    public async Task An_observer_stops_with_its_run()
    {
        var client = await Connect();
        var run = await Start(client, "observer-stuck", "x");
        await client.Await(frame => frame.Of(run) && (string?)frame["agentName"] == "judge" && frame.Kind() == "agent_streaming thinking", "the observer's thoughts");
        await client.Send(new { type = "stop_run", runId = run });
        await client.Await("strategy_error", run);
        (await client.BeforePong()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("person", "x", 0)]
    [InlineData("asked-twice", "x", 2)]
    public async Task A_person_is_asked_in_each_round_if_the_strategy_says_always(string strategy, string input, int questions)
    {
        var client = await Connect();
        var run = await Start(client, strategy, input);
        for (var i = 0; i < questions; i++)
        {
            await client.Await("request_input", run);
            await client.Send(new { type = "user_input", runId = run, agentName = "boss", text = $"{i}" });
        }

        await client.Await("strategy_completed", run);
        client.Kinds(run).Count(kind => kind == "request_input").ShouldBe(questions);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/evil")]
    [InlineData("evil/../x")]
    [InlineData(".evil")]
    [InlineData("evil\u0000")]
    [InlineData("evil ")]
    [InlineData("évil")]
    public async Task An_id_that_could_be_a_path_is_refused_and_nothing_is_written(string run)
    {
        var client = await Connect();
        await client.Send(new { type = "prepare_run", runId = run, strategyPath = File("echo") });
        ((string?)(await client.Next())["message"]).ShouldStartWith("Invalid message: runId: ");
        Directory.EnumerateFileSystemEntries(Server.Here.Root, "*", SearchOption.AllDirectories).ShouldNotContain(path => path.Contains("vil"));
    }

    [Fact]
    public async Task An_id_of_128_characters_is_one()
    {
        var client = await Connect();
        var run = NewRun().PadRight(128, '_');
        await client.Prepare(File("echo"), run);
    }
}
