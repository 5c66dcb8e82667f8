namespace Runs.Conformance.Tests.Recovery;

/// <summary>kill -9 of the server while a model waits for the answer to its question.</summary>
public sealed class KilledQuestionTests
{
    [Fact]
    public async Task The_question_is_still_open_and_the_model_is_not_called_again_for_it()
    {
        using var clients = new CheckedClients();
        await using var server = await ServerProcess.Start();
        var before = await clients.Connect(server);
        await before.Prepare(server.Strategy("asks"), "r");
        await before.Send(new { type = "start_run", runId = "r" });
        await before.Await("request_question");
        await server.Kill();
        await server.StartAgain();

        var after = await clients.Connect(server);
        var cursor = (string?)before.Seen.Last(frame => frame.ContainsKey("cursor"))["cursor"];
        await after.Send(new { type = "subscribe", runId = "r", afterSeq = before.Seen.Max(frame => frame.Seq()), cursor });
        var again = await after.Next("the question");
        (again.Kind(), again.IsJournaled()).ShouldBe(("request_question", false));
        await after.Send(new { type = "question_response", runId = "r", questionRequestId = (string?)again["requestId"], response = "left" });
        ((string?)(await after.Await("strategy_completed"))["result"]).ShouldBe("so be it: User response: \"left\"");
        after.Seen.Where(frame => frame.ContainsKey("cursor")).Select(frame => (string?)frame["event"]!["type"]).ShouldBe(["tool-result", "step-start", "text", "done"]);
    }
}
