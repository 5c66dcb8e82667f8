namespace Runs.Conformance.Tests.Decisions;

/// <summary>Where the protocol was weak: numbers, following again, details.</summary>
public sealed class SequenceDecisionTests(SharedServer shared) : ConformanceTest(shared)
{
    [Theory]
    [InlineData("think")]
    [InlineData("two")]
    [InlineData("nested")]
    [InlineData("broadcast")]
    [InlineData("observed")]
    public async Task Journaled_frames_strictly_rise_and_live_ones_have_the_number_before(string strategy)
    {
        var client = await Connect();
        var run = NewRun();
        await client.Prepare(File(strategy), run);
        await client.Send(new { type = "subscribe", runId = run, detail = true });
        await client.Send(new { type = "start_run", runId = run, input = "x" });
        await client.Await("strategy_completed", run);
        await client.Prepare(File(strategy), run);
        await client.Send(new { type = "continue_run", runId = run, input = "y" });
        await client.Await("strategy_completed", run);
        var last = 0L;
        foreach (var frame in client.Seen.Where(frame => frame.Of(run) && (string?)frame["type"] != "run_prepared"))
        {
            if (!frame.IsJournaled())
                frame.Seq().ShouldBe(last, frame.ToString());
            else
                frame.Seq().ShouldBeGreaterThan(last, frame.ToString());
            last = frame.Seq();
        }
    }

    [Fact]
    public async Task From_every_place_on_the_rest_is_sent_once_and_equals_what_was_live()
    {
        var client = await Connect();
        var run = await Start(client, "ask");
        await client.Await("request_input", run);
        await client.Send(new { type = "user_input", runId = run, agentName = "boss", text = "x" });
        await client.Await("strategy_completed", run);
        var live = client.Journaled(run);
        foreach (var afterSeq in live.Select(frame => frame.Seq()).Prepend(0))
        {
            var back = await Connect();
            await back.Send(new { type = "subscribe", runId = run, afterSeq });
            var rest = live.Where(frame => frame.Seq() > afterSeq).Select(frame => frame.Lasting()).ToList();
            if (rest.Count > 0)
                await back.Await("strategy_completed", run);
            await back.BeforePong();
            back.Journaled(run).Select(frame => frame.Lasting()).ShouldBe(rest);
        }
    }

    [Fact]
    public async Task Who_subscribes_without_a_place_hears_what_comes_and_is_asked_what_is_open()
    {
        var (one, two) = (await Connect(), await Connect());
        var run = await Start(one, "ask");
        await one.Await("request_input", run);
        await two.Send(new { type = "subscribe", runId = run });
        await two.Await("request_input", run);
        two.Seen.Count.ShouldBe(1);
        await one.Send(new { type = "user_input", runId = run, agentName = "boss", text = "x" });
        await one.Await("strategy_completed", run);
        await two.Await("strategy_completed", run);
        two.Journaled(run).Select(frame => frame.Lasting()).ShouldBe(one.Journaled(run).SkipWhile(frame => frame.Kind() != "request_input").Skip(1).Select(frame => frame.Lasting()));
    }

    [Fact]
    public async Task Following_twice_delivers_once_and_leaving_ends_it()
    {
        var (one, two) = (await Connect(), await Connect());
        var run = await Start(one, "asked-twice");
        await one.Await("request_input", run);
        await two.Send(new { type = "subscribe", runId = run, afterSeq = 0 });
        await two.Send(new { type = "subscribe", runId = run, afterSeq = 0 });
        await two.Await("request_input", run);
        await two.BeforePong();
        two.Journaled(run).Select(frame => frame.Lasting()).ShouldBe(one.Journaled(run).Select(frame => frame.Lasting()));
        await two.Send(new { type = "unsubscribe", runId = run });
        await two.Send(new { type = "unsubscribe", runId = run });
        await two.BeforePong();
        await one.Send(new { type = "user_input", runId = run, agentName = "boss", text = "x" });
        await one.Await("request_input", run);
        (await two.BeforePong()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Steps_inside_flows_have_their_place_and_are_for_those_who_ask_for_details()
    {
        var (plain, detailed) = (await Connect(), await Connect());
        var run = NewRun();
        await plain.Prepare(File("nested"), run);
        await detailed.Send(new { type = "subscribe", runId = run, detail = true });
        await detailed.BeforePong();
        await plain.Send(new { type = "start_run", runId = run, input = "x" });
        await plain.Await("strategy_completed", run);
        await detailed.Await("strategy_completed", run);
        Steps(plain, run).Select(step => (string?)step["stepName"]).ShouldBe(["Inner"]);
        var steps = Steps(detailed, run);
        steps.Select(step => (string?)step["stepName"]).ShouldBe(["Inner", "a", "b"]);
        steps[1..].ShouldAllBe(step => (string?)step["parentStepId"] == (string?)steps[0]["stepId"]);
        steps.Select(step => (string?)step["stepId"]).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Lists_of_runs_have_pages_and_filters()
    {
        var client = await Connect();
        var cwd = Server.Here.Path("paged");
        Directory.CreateDirectory(cwd);
        string[] runs = [NewRun(), NewRun(), NewRun()];
        foreach (var run in runs)
        {
            await client.Send(new { type = "prepare_run", runId = run, strategyPath = File(run == runs[1] ? "fail" : "echo"), cwd });
            await client.Send(new { type = "start_run", runId = run });
            await client.Await(frame => frame.Of(run) && frame.IsTerminal(), "the end");
        }

        await client.Send(new { type = "list_runs", cwd, limit = 2 });
        var page = await client.Await("run_list");
        Ids(page).ShouldBe([runs[2], runs[1]]);
        await client.Send(new { type = "list_runs", cwd, before = (string?)page["next"] });
        Ids(await client.Await("run_list")).ShouldBe([runs[0]]);
        await client.Send(new { type = "list_runs", cwd, status = "error" });
        Ids(await client.Await("run_list")).ShouldBe([runs[1]]);
        await client.Send(new { type = "list_runs", cwd, before = "yesterday" });
        ((string?)(await client.Await("error"))["code"]).ShouldBe("VALIDATION_ERROR");
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("https://[::1]", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("null", false)]
    public async Task Pages_from_elsewhere_are_refused_at_the_upgrade(string origin, bool isAllowed)
    {
        var connecting = Connect(origin);
        if (isAllowed)
            (await (await connecting).BeforePong()).ShouldBeEmpty();
        else
            (await connecting.ShouldThrowAsync<System.Net.WebSockets.WebSocketException>()).Message.ShouldContain("403");
    }

    private static List<JObject> Steps(TestClient client, string run) => [.. client.Seen.Where(frame => frame.Of(run) && (string?)frame["type"] == "step_started")];

    private static string[] Ids(JObject list) => [.. list["runs"]!.Select(run => (string)run["runId"]!)];
}
