namespace Runs.Conformance.Tests.Frames;

/// <summary>Which frames come, and in which order.</summary>
public sealed class FrameOrderTests(SharedServer shared) : ConformanceTest(shared)
{
    [Theory]
    [InlineData("echo", "step_started step-start text agent_output done step_completed")]
    [InlineData("think", "step_started step-start thinking-start thinking thinking-end text agent_output done step_completed")]
    [InlineData("preset", "step_started step_completed")]
    [InlineData("nested", "step_started step-start text agent_output done step-start text agent_output done step_completed")]
    [InlineData("observed", "step_started step-start text agent_output done step_completed step-start text agent_output done")]
    public async Task A_run_is_told_in_this_order(string strategy, string frames)
    {
        var client = await Connect();
        var run = await Complete(client, strategy, "x");
        // However many deltas one text has.
        Merged(client, run).ShouldBe(["run_prepared", "strategy_started", .. frames.Split(' '), "strategy_completed"]);
    }

    [Fact]
    public async Task A_person_who_is_asked_has_step_frames_and_the_question()
    {
        var client = await Connect();
        var run = await Start(client, "person");
        await client.Await("request_input", run);
        await client.Send(new { type = "user_input", runId = run, agentName = "boss", text = "x" });
        await client.Await("strategy_completed", run);
        Merged(client, run).ShouldBe(["run_prepared", "strategy_started", "step_started", "request_input", "step_completed", "strategy_completed"]);
    }

    [Fact]
    public async Task Ten_deltas_are_ten_frames_or_fewer_with_the_same_text()
    {
        var client = await Connect();
        var run = await Complete(client, "ten");
        var texts = client.Seen.Where(frame => frame.Of(run) && frame.Kind() == "agent_streaming text").Select(frame => (string?)frame["event"]!["text"]).ToList();
        texts.Count.ShouldBeInRange(1, 10);
        string.Concat(texts).ShouldBe("ababababab");
    }

    [Theory]
    [InlineData("fail", "step_started step-start", "Step \"a\" failed: LLM call failed: model exploded: secret reason")]
    [InlineData("partly", "step_started step-start text", "Step \"a\" failed: LLM call failed: boom")]
    [InlineData("nested-failure", "step_started step-start", "Step \"Inner\" failed: Step \"a\" failed: LLM call failed: model exploded: secret reason")]
    public async Task A_failing_step_has_no_end_of_its_own(string strategy, string frames, string message)
    {
        var client = await Connect();
        var run = await Start(client, strategy);
        var error = (await client.Await("strategy_error", run))["error"]!;
        ((string?)error["code"], (string?)error["message"]).ShouldBe(("EXECUTION_ERROR", message));
        Merged(client, run).ShouldBe(["run_prepared", "strategy_started", .. frames.Split(' '), "strategy_error"]);
    }

    [Fact]
    public async Task A_nested_flow_is_one_step_with_its_own_name_and_no_context()
    {
        var client = await Connect();
        var run = await Complete(client, "nested", "x");
        var steps = client.Seen.Where(frame => frame.Of(run) && frame.ContainsKey("stepName")).ToList();
        steps.Select(frame => (string?)frame["stepName"]).ShouldBe(["Inner", "Inner"]);
        ((JObject)steps[1]["result"]!).ContainsKey("contextUsage").ShouldBeFalse();
        ((string?)steps[1]["result"]!["text"], (int?)steps[1]["result"]!["usage"]!["promptTokens"]).ShouldBe(("<<x>>", 4));
    }

    [Theory]
    [InlineData("observed", "<x>", 2)]
    [InlineData("observed-to-the-end", "more", 4)]
    public async Task A_cycle_ends_with_its_steps_text_when_the_observer_breaks_it_and_else_with_the_observers(string strategy, string result, int prompts)
    {
        var client = await Connect();
        var run = await Start(client, strategy, "x");
        var completed = await client.Await("strategy_completed", run);
        // The observer's calls aren't counted.
        ((string?)completed["result"], (int?)completed["usage"]!["promptTokens"]).ShouldBe((result, prompts));
    }

    [Fact]
    public async Task Steps_side_by_side_are_joined_in_the_order_of_the_file()
    {
        var client = await Connect();
        var run = await Start(client, "broadcast", "x");
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("one two three four | <x> | we stop here");
        client.Seen.Where(frame => frame.Of(run) && (string?)frame["type"] == "step_started").ShouldAllBe(frame => (string?)frame["message"] == "x");
    }

    /// <summary>The frames of a run, with the deltas of one text, which may come in one frame or in several, as one.</summary>
    private static List<string> Merged(TestClient client, string run)
    {
        var merged = new List<string>();
        foreach (var kind in client.Kinds(run).Select(kind => kind.Replace("agent_streaming ", "")))
        {
            if (kind != "text" || merged[^1] != "text")
                merged.Add(kind);
        }

        return merged;
    }
}
