using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Lifecycle;

/// <summary>Messages to running steps, from clients over WebSockets.</summary>
public sealed class StepMessageTests : GatewayTest
{
    [Fact]
    public async Task A_message_is_answered_with_its_receipt_and_told_before_the_step_ends()
    {
        var client = await Running();
        var receipt = await Send(client, "follow_up", "more", "m");
        receipt.Names().ShouldBe(["type", "ts", "requestId", "runId", "stepId", "channel", "clientMessageId", "accepted", "reused"]);
        ((string?)receipt["requestId"], (string?)receipt["stepId"], (string?)receipt["channel"], (string?)receipt["clientMessageId"]).ShouldBe(("q", "s1/0", "follow_up", "m"));
        ((bool)receipt["accepted"]!, (bool)receipt["reused"]!).ShouldBe((true, false));
        World.Gate.Open();
        await client.Await("strategy_completed");

        client.Seen.Count(frame => (string?)frame["type"] == "agent_output").ShouldBe(1);
        await client.Send(new { type = "prepare_run", runId = "r" });
        var record = (await client.Await("run_prepared")).SelectToken("$..responseMessages")!;
        record.Select(message => (string?)message["role"]).ShouldBe(["assistant", "user", "assistant"]);
        ((string)record[1]!["content"]!).ShouldContain("""{"channel":"follow_up","text":"more"}""");
    }

    [Fact]
    public async Task Duplicates_from_several_clients_are_one_message()
    {
        var client = await Running();
        var other = await World.Connect();
        var receipts = await Task.WhenAll(Send(client, "steer", "left", "m"), Send(other, "steer", "left", "m"));
        receipts.ShouldAllBe(receipt => (bool)receipt["accepted"]!);
        receipts.Count(receipt => (bool)receipt["reused"]!).ShouldBe(1);
        World.Gate.Open();
        await client.Await("strategy_completed");
        var told = await Send(other, "steer", "left", "m");
        ((string?)told["deliveredIn"], (bool)told["reused"]!).ShouldBe(("s1/0/m2", true));
    }

    [Fact]
    public async Task What_is_not_accepted_has_a_receipt_that_says_why_and_an_unknown_step_has_none()
    {
        var client = await Running();
        await Send(client, "steer", "left", "m");
        var conflict = await Send(client, "follow_up", "left", "m");
        ((bool)conflict["accepted"]!).ShouldBeFalse();
        ((string)conflict["undeliveredReason"]!).ShouldContain("conflict");
        ((string)(await Send(client, "steer", new string('x', 50_001)))["undeliveredReason"]!).ShouldBe("A message has 1 to 50000 characters.");
        await client.Send(new { type = "message_step", runId = "r", stepId = "nowhere", channel = "steer", text = "x" });
        (await client.Await("error")).ShouldBeError("STEP_NOT_FOUND", "Run r has no step nowhere.");
    }

    [Fact]
    public async Task Receipts_survive_the_server()
    {
        var client = await Running();
        await Send(client, "steer", "left", "m");
        await World.Stop();
        await World.StartAgain();
        World.Gate.Open();

        var again = await World.Connect();
        ((bool)(await Send(again, "steer", "left", "m"))["reused"]!).ShouldBeTrue();
        await again.Send(new { type = "subscribe", runId = "r", afterSeq = 0 });
        await again.Await("strategy_completed");
        ((string?)(await Send(again, "steer", "left", "m"))["deliveredIn"]).ShouldBe("s1/0/m2");
    }

    /// <summary>A client with a run whose model waits for the gate.</summary>
    private async Task<TestClient> Running()
    {
        var client = await World.Connect();
        await client.Prepare(World.Single("mock/gated"), "r");
        await client.Send(new { type = "start_run", runId = "r" });
        await client.Await(frame => (string?)frame.SelectToken("event.type") == "text", "live output");
        return client;
    }

    private static async Task<JObject> Send(TestClient client, string channel, string text, string? clientMessageId = null)
    {
        var message = new JObject { ["type"] = "message_step", ["requestId"] = "q", ["runId"] = "r", ["stepId"] = "s1/0", ["channel"] = channel, ["text"] = text };
        if (clientMessageId is not null)
            message["clientMessageId"] = clientMessageId;
        await client.SendRaw(message.ToString());
        return await client.Await("message_receipt");
    }
}
