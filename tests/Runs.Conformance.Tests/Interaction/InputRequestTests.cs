namespace Runs.Conformance.Tests.Interaction;

/// <summary>People in a run: when they are asked, and who may answer.</summary>
public sealed class InputRequestTests(SharedServer shared) : ConformanceTest(shared)
{
    [Theory]
    [InlineData("person", "x", "x")]
    [InlineData("preset-unasked", "", "as always")]
    [InlineData("unasked", "", "")]
    [InlineData("preset", "x", "as always")]
    public async Task A_message_or_a_preset_text_spares_the_question(string strategy, string input, string result)
    {
        var client = await Connect();
        var run = await Start(client, strategy, input);
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe(result);
        client.Kinds(run).ShouldNotContain("request_input");
    }

    [Fact]
    public async Task A_client_that_has_not_been_asked_may_answer()
    {
        var (one, two) = (await Connect(), await Connect());
        var run = await Start(one, "person");
        await one.Await("request_input", run);
        await two.Send(new { type = "user_input", runId = run, agentName = "boss", text = "two's" });
        ((string?)(await one.Await("strategy_completed", run))["result"]).ShouldBe("two's");
    }

    [Fact]
    public async Task All_steering_texts_go_behind_the_next_message_and_spare_the_question()
    {
        var client = await Connect();
        var run = NewRun();
        await client.Prepare(File("person"), run);
        await client.Send(new { type = "steer_run", runId = run, text = "left" });
        await client.Send(new { type = "steer_run", runId = run, text = "right" });
        await client.Send(new { type = "start_run", runId = run });
        ((string?)(await client.Await("strategy_completed", run))["result"])
            .ShouldBe("<user_steering>\nleft\n</user_steering>\n\n<user_steering>\nright\n</user_steering>");
    }

    [Fact]
    public async Task A_call_under_way_is_not_steered()
    {
        var client = await Connect();
        var run = await Hang(client);
        await client.Send(new { type = "steer_run", runId = run, text = "left" });
        await client.Await("steer_queued", run);
        await client.Send(new { type = "stop_run", runId = run });
        await client.Await("strategy_error", run);
        client.Journaled(run).Select(frame => (string?)frame["message"]).OfType<string>().ShouldBe([""]);
    }
}
