namespace Runs.Conformance.Tests.Interaction;

/// <summary>Questions of models: who is asked, and who may answer.</summary>
public sealed class QuestionRequestTests(SharedServer shared) : ConformanceTest(shared)
{
    [Fact]
    public async Task A_question_says_who_asks_what_and_has_an_id_of_its_own()
    {
        var client = await Connect();
        var run = await Start(client, "asks");
        var question = await client.Await("request_question", run);
        ((string?)question["agentName"], (string?)question["toolName"], (string?)question["question"]).ShouldBe(("a", "ask_question", "Which?"));
        ((string?)question["requestId"]).ShouldNotBe($"start {run}");
        question.IsJournaled().ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_said_again_to_whoever_attaches_or_subscribes_and_any_of_them_may_answer()
    {
        var (asked, attached, subscribed) = (await Connect(), await Connect(), await Connect());
        var run = await Start(asked, "asks");
        var question = await asked.Await("request_question", run);
        await attached.Send(new { type = "prepare_run", runId = run });
        await subscribed.Send(new { type = "subscribe", runId = run });
        foreach (var client in (TestClient[])[attached, subscribed])
        {
            var again = await client.Await("request_question", run);
            again.IsJournaled().ShouldBeFalse();
            again["requestId"].ShouldBe(question["requestId"]);
            (await client.BeforePong()).ShouldNotContain(frame => frame.Kind() == "request_question");
        }

        await subscribed.Send(Answer(question, "left"));
        foreach (var client in (TestClient[])[asked, attached, subscribed])
            ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("so be it: User response: \"left\"");
    }

    [Fact]
    public async Task It_comes_from_the_journal_to_whoever_wants_the_whole_run()
    {
        var (asked, late) = (await Connect(), await Connect());
        var run = await Start(asked, "asks");
        var question = await asked.Await("request_question", run);
        await late.Send(new { type = "subscribe", runId = run, afterSeq = 0 });
        var again = await late.Await(frame => frame.Kind() == "request_question" && frame.IsJournaled(), "the question");
        again.Lasting().ShouldBe(question.Lasting());
        await late.Send(Answer(question, "left"));
        await late.Await("strategy_completed", run);
        await asked.Await("strategy_completed", run);
        late.Journaled(run).Select(frame => frame.Lasting()).ShouldBe(asked.Journaled(run).Select(frame => frame.Lasting()));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("answered")]
    [InlineData("stopped")]
    public async Task Where_nobody_waits_there_is_nobody_to_answer(string why)
    {
        var client = await Connect();
        var run = await Start(client, "asks");
        var question = await client.Await("request_question", run);
        if (why == "other")
            question["requestId"] = "nope";
        else if (why == "answered")
            await client.Send(Answer(question, "one"));
        else
            await client.Send(new { type = "stop_run", runId = run });
        await client.Send(Answer(question, "two"));
        (await client.Await("error")).ShouldBeError("NO_PENDING_QUESTION", $"No pending question request {question["requestId"]} for run {run}");
    }

    private static object Answer(JObject question, string response) =>
        new { type = "question_response", runId = (string?)question["runId"], questionRequestId = (string?)question["requestId"], response };
}
