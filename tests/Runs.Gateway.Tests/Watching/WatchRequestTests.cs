using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Watching;

/// <summary>Looking at a run and waiting for it over a WebSocket.</summary>
public sealed class WatchRequestTests : GatewayTest
{
    [Fact]
    public async Task A_wait_is_answered_when_a_person_is_needed_and_then_at_the_end_and_holds_nothing_up()
    {
        var client = await Started("r", World.Ask());
        await client.Send(new { type = "wait_run", runId = "r", afterSeq = 0, waitSeconds = 60, requestId = "w1" });
        var asked = await client.Await("wait_result");
        ((string?)asked["requestId"], (string?)asked["outcome"] is "material" or "already-material", (string?)asked["event"]!["type"]).ShouldBe(("w1", true, "wait-opened"));
        await client.Send(new { type = "wait_run", runId = "r", afterSeq = (long)asked["cursorAfter"]!, waitSeconds = 60, requestId = "w2" });
        await client.Send(new { type = "user_input", runId = "r", agentName = "boss", text = "yes" });
        var ended = await client.Await("wait_result");
        ((string?)ended["requestId"], (string?)ended["outcome"], (string?)ended["event"]!["label"]).ShouldBe(("w2", "material", "s1/1"));
        await client.Send(new { type = "wait_run", runId = "r", afterSeq = (long)ended["cursorAfter"]! });
        ((string?)(await client.Await("wait_result"))["status"]).ShouldBe("completed");
    }

    [Fact]
    public async Task Only_so_many_waits_of_a_connection_are_taken_and_they_end_with_it()
    {
        await World.Stop();
        await World.StartAgain(new GatewayOptions { MaxWaits = 2 });
        var client = await Started("r", World.Single("mock/gated"));
        for (var i = 0; i < 3; i++)
            await client.Send(new { type = "wait_run", runId = "r", afterSeq = 1_000, waitSeconds = 60 });
        (await client.Await("error")).ShouldBeError("WAIT_FAILED", "This connection waits for 2 things already, which is the limit.");
        client.Dispose();
        await Until(() => World.System.WatchedRuns == 0, "waits of a client that is gone");
        World.Gate.Open();
    }

    [Fact]
    public async Task A_snapshot_says_what_the_run_is_and_its_outputs_have_text_only_when_it_is_wanted()
    {
        var client = await Started("r", World.Echo(), "hello");
        await client.Await("strategy_completed");
        var plain = await Ask(client, new { type = "get_run", runId = "r" }, "run_snapshot");
        ((bool)plain["canCleanup"]!, (int)plain["counts"]!["succeeded"]!, (string?)plain["sinks"]![0], (string?)plain["lastEvent"]).ShouldBe((true, 1, "s1/0", "run-ended: completed"));
        (plain["outputs"]![0]!["text"], (long)plain["outputs"]![0]!["bytes"]!, (string?)plain["outputs"]![0]!["artifact"]).ShouldBe((null, 7, "s1.0-final.md"));
        var shown = await Ask(client, new { type = "get_run", runId = "r", preview = true, maxBytes = 3, limit = 1 }, "run_snapshot");
        ((string?)shown["outputs"]![0]!["text"], (bool)shown["outputs"]![0]!["cut"]!, shown["steps"]!.Count(), (string?)shown["nextStep"]).ShouldBe(("<he", true, 1, "s1"));
        var next = await Ask(client, new { type = "get_run", runId = "r", afterStep = "s1" }, "run_snapshot");
        next["steps"]!.Select(step => (string?)step["stepId"]).ShouldBe(["s1/0"]);
    }

    [Fact]
    public async Task Pages_of_events_fit_their_cap_and_miss_none()
    {
        var client = await Started("r", World.Echo(), new string('x', 2_000));
        var last = (long)(await client.Await("strategy_completed"))["seq"]!;
        var (cursor, seen) = (0L, new List<long>());
        while (cursor < last)
        {
            var page = await Ask(client, new { type = "get_events", runId = "r", afterSeq = cursor, maxBytes = 600 }, "run_events");
            page["events"]!.Count().ShouldBeGreaterThan(0);
            foreach (var stored in page["events"]!)
                (stored.ToString(Newtonsoft.Json.Formatting.None).Length <= 600).ShouldBeTrue(stored.ToString());
            seen.AddRange(page["events"]!.Select(stored => (long)stored["seq"]!));
            ((long)page["seq"]!).ShouldBe(last);
            cursor = (long?)page["next"] ?? last;
        }

        seen.ShouldBe(Enumerable.Range(1, (int)last).Select(seq => (long)seq));
        var own = await Ask(client, new { type = "get_events", runId = "r", stepId = "s1/0" }, "run_events");
        own["events"]!.Select(stored => (string?)stored["event"]!["step"]).ShouldNotContain("s1");
    }

    [Fact]
    public async Task A_step_under_way_shows_what_it_has_said_so_far()
    {
        var client = await Started("r", World.Single("mock/gated"));
        await client.Await(frame => frame.Kind() == "agent_streaming text", "live text");
        var partial = await Ask(client, new { type = "get_step_result", runId = "r", stepId = "s1/0", preview = true, maxBytes = 4 }, "step_result");
        ((string?)partial["text"], (bool)partial["partial"]!, (bool)partial["cut"]!, (int)partial["chars"]!, (string?)partial["phase"]).ShouldBe(("wait", true, true, 8, "running"));
        partial["artifact"].ShouldBeNull();
        World.Gate.Open();
        await client.Await("strategy_completed");
        var whole = await Ask(client, new { type = "get_step_result", runId = "r", stepId = "s1/0", preview = true }, "step_result");
        ((string?)whole["text"], whole["partial"]).ShouldBe(("waiting over", null));
    }

    [Theory]
    [InlineData("""{"type":"get_run","runId":"none"}""", "RUN_NOT_FOUND", "Run not found: none")]
    [InlineData("""{"type":"wait_run","runId":"none"}""", "RUN_NOT_FOUND", "Run not found: none")]
    [InlineData("""{"type":"wait_run","runId":"r","stepId":"x"}""", "STEP_NOT_FOUND", "Run r has no step \"x\".")]
    [InlineData("""{"type":"get_events","runId":"r","stepId":"x"}""", "STEP_NOT_FOUND", "Run r has no such step, or has not come to it yet.")]
    [InlineData("""{"type":"get_step_result","runId":"r","stepId":"x"}""", "STEP_NOT_FOUND", "Run r has no such step, or has not come to it yet.")]
    [InlineData("""{"type":"get_run","runId":"r","afterStep":"x"}""", "STEP_NOT_FOUND", "Run r has no such step, or has not come to it yet.")]
    public async Task What_is_not_there_is_said(string request, string code, string message)
    {
        var client = await Started("r", World.Ask());
        await client.Await("request_input");
        await client.SendRaw(request);
        (await client.Await("error")).ShouldBeError(code, message);
    }

    private async Task<TestClient> Started(string run, string strategy, string input = "")
    {
        var client = await World.Connect();
        await client.Prepare(strategy, run);
        await client.Send(new { type = "start_run", runId = run, input });
        return client;
    }

    private static async Task<JObject> Ask(TestClient client, object request, string reply)
    {
        await client.Send(request);
        return await client.Await(reply);
    }

    /// <summary>Asks the server for something until what nobody announces has happened.</summary>
    private async Task Until(Func<bool> holds, string what)
    {
        var client = await World.Connect();
        for (var i = 0; i < 10_000 && !holds(); i++)
            await client.BeforePong();
        holds().ShouldBeTrue(what);
    }
}
