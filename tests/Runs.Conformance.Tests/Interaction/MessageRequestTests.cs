namespace Runs.Conformance.Tests.Interaction;

/// <summary>Messages to running steps of models.</summary>
public sealed class MessageRequestTests(SharedServer shared) : ConformanceTest(shared)
{
    [Fact]
    public async Task A_message_to_a_step_that_waits_is_told_with_the_next_call_and_its_receipt_says_so()
    {
        var client = await Connect();
        var run = await Start(client, "asks");
        var question = await client.Await("request_question", run);
        var sent = new { type = "message_step", requestId = "m", runId = run, stepId = "s1/0", channel = "steer", text = "left", clientMessageId = "one" };
        await client.Send(sent);
        var receipt = await client.Await("message_receipt", run);
        ((string?)receipt["requestId"], (bool)receipt["accepted"]!, (bool)receipt["reused"]!).ShouldBe(("m", true, false));
        await client.Send(new { type = "question_response", runId = run, questionRequestId = question["requestId"], response = "so" });
        await client.Await("strategy_completed", run);

        await client.Send(sent);
        var again = await client.Await("message_receipt", run);
        ((bool)again["reused"]!, (string?)again["deliveredIn"]).ShouldBe((true, "s1/0/m2"));
        await client.Send(new { sent.type, sent.runId, sent.stepId, sent.channel, text = "late" });
        var late = await client.Await("message_receipt", run);
        ((bool)late["accepted"]!, (string?)late["undeliveredReason"]).ShouldBe((false, "Step s1/0 has ended (succeeded)."));
    }
}
