using System.Net.WebSockets;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain.Identity;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Streaming;

/// <summary>Who follows what, from where.</summary>
public sealed class SubscriptionTests : GatewayTest
{
    [Fact]
    public async Task A_client_that_comes_back_sees_each_journaled_frame_once()
    {
        var first = await World.Connect();
        await first.Prepare(World.Ask(), "r");
        await first.Send(new { type = "start_run", runId = "r", requestId = "s" });
        await first.Await("request_input");
        await first.Send(new { type = "user_input", runId = "r", agentName = "boss", text = "yes" });
        await first.Await("strategy_completed");
        var live = Journaled(first.Seen.Where(frame => frame.Kind() != "run_prepared"));
        for (var cursor = 0; cursor <= live.Count; cursor++)
        {
            var afterSeq = cursor == 0 ? 0 : (long)live[cursor - 1]["seq"]!;
            var again = await World.Connect();
            await again.Send(new { type = "subscribe", runId = "r", afterSeq });
            if (cursor < live.Count)
                await again.Await("strategy_completed");
            await again.BeforePong();
            Journaled(again.Seen.Where(frame => frame.Kind() != "pong")).Select(Text).ShouldBe(live.Skip(cursor).Select(Text));
        }
    }

    [Fact]
    public async Task A_run_that_is_only_on_disk_is_shown_from_its_beginning()
    {
        var before = await World.Connect();
        await before.Prepare(World.Echo(), "r");
        await before.Send(new { type = "start_run", runId = "r" });
        await before.Await("strategy_completed");
        await World.Stop();
        await World.StartAgain();
        var client = await World.Connect();
        await client.Send(new { type = "subscribe", runId = "r", afterSeq = 0 });
        await client.Await("strategy_completed");
        client.Seen.Select(frame => frame.Kind()).ShouldBe(["strategy_started", "step_started", "agent_output", "step_completed", "strategy_completed"]);
    }

    [Fact]
    public async Task Subscribing_twice_delivers_once_and_unsubscribing_ends_it()
    {
        var (client, other) = (await World.Connect(), await World.Connect());
        await other.Prepare(World.Ask(), "r");
        await client.Send(new { type = "subscribe", runId = "r" });
        await client.Send(new { type = "subscribe", runId = "r" });
        await client.BeforePong();
        await other.Send(new { type = "start_run", runId = "r" });
        await client.Await("request_input");
        client.Seen.Count(frame => frame.Kind() == "strategy_started").ShouldBe(1);
        await client.Send(new { type = "unsubscribe", runId = "r" });
        await client.BeforePong();
        await other.Send(new { type = "user_input", runId = "r", agentName = "boss", text = "x" });
        await other.Await("strategy_completed");
        (await client.BeforePong()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_leaves_a_run_while_it_is_read_for_them_stays_connected_when_that_fails()
    {
        var (maker, client) = (await World.Connect(), await World.Connect());
        await maker.Prepare(World.Single("mock/large"), "r");
        await maker.Send(new { type = "start_run", runId = "r" });
        await maker.Await("strategy_completed");
        await maker.Send(new { type = "unsubscribe", runId = "r" });
        await maker.BeforePong();
        World.Reads.Hold();
        await client.Send(new { type = "subscribe", runId = "r", afterSeq = 0 });
        await World.Reads.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        World.System.WatchedRuns.ShouldBe(1);
        await client.Send(new { type = "unsubscribe", runId = "r" });
        // Nothing can be sent to the client before the read has ended: whether it has left is seen from the engine.
        using (var late = new CancellationTokenSource(TimeSpan.FromSeconds(30)))
        {
            for (; World.System.WatchedRuns > 0; await maker.BeforePong())
                late.IsCancellationRequested.ShouldBeFalse("the run is still watched");
        }

        World.Reads.Fail();
        (await client.BeforePong()).ShouldAllBe(frame => frame.Kind() != "strategy_completed");
    }

    [Fact]
    public async Task Steps_inside_nested_flows_are_for_those_who_ask_for_details()
    {
        var (plain, detailed) = (await World.Connect(), await World.Connect());
        await plain.Prepare(World.Nested(), "r");
        await detailed.Send(new { type = "subscribe", runId = "r", detail = true });
        await detailed.BeforePong();
        await plain.Send(new { type = "start_run", runId = "r" });
        await plain.Await("strategy_completed");
        await detailed.Await("strategy_completed");
        Names(plain).ShouldBe(["Inner"]);
        Names(detailed).ShouldBe(["Inner", "a"]);
    }

    [Fact]
    public async Task Steering_is_told_and_reaches_the_next_agent()
    {
        var client = await World.Connect();
        await client.Prepare(World.Echo(), "r");
        await client.Send(new { type = "steer_run", runId = "r", text = "left" });
        (await client.Await("steer_queued")).Names().ShouldBe(["type", "ts", "runId", "text", "seq", "prevSeq"]);
        await client.Send(new { type = "start_run", runId = "r", input = "go" });
        ((string?)(await client.Await("strategy_completed"))["result"]).ShouldBe("<go\n\n<user_steering>\nleft\n</user_steering>>");
    }

    [Fact]
    public async Task Thoughts_and_ten_deltas_are_streamed_in_order()
    {
        var client = await World.Connect();
        await client.Prepare(World.Single("mock/thinks"), "r");
        await client.Send(new { type = "start_run", runId = "r" });
        await client.Await("strategy_completed");
        client.Seen.Select(frame => frame.Kind()).Where(kind => kind.StartsWith("agent", StringComparison.Ordinal)).ShouldBe(
        [
            "agent_streaming step-start", "agent_streaming thinking-start", "agent_streaming thinking", "agent_streaming thinking-end",
            "agent_streaming text", "agent_output", "agent_streaming done",
        ]);
        await client.Prepare(World.Single("mock/ten"), "s");
        await client.Send(new { type = "start_run", runId = "s" });
        await client.Await("strategy_completed", "s");
        string.Concat(client.Seen.Where(frame => (string?)frame["runId"] == "s" && frame.Kind() == "agent_streaming text").Select(frame => (string?)frame["event"]!["text"]))
            .ShouldBe("ababababab");
    }

    [Fact]
    public async Task At_the_servers_end_clients_get_their_frames_and_1001_and_the_run_goes_on_later()
    {
        var client = await World.Connect();
        await client.Prepare(World.Single("mock/gated"), "r");
        await client.Send(new { type = "start_run", runId = "r", requestId = "s" });
        await client.Await(frame => frame.Kind() == "agent_streaming text", "text");
        var closing = client.AwaitClose();
        await World.Stop();
        await closing;
        (client.CloseStatus, client.CloseReason).ShouldBe((WebSocketCloseStatus.EndpointUnavailable, "Server shutting down"));
        World.Gate.Open();
        await World.StartAgain();
        var back = await World.Connect();
        await back.Send(new { type = "subscribe", runId = "r", afterSeq = client.Seen.Max(frame => (long)frame["seq"]!) });
        var completed = await back.Await("strategy_completed");
        ((string?)completed["result"], (string?)completed["requestId"]).ShouldBe(("waiting over", "s"));
    }

    [Fact]
    public async Task Lists_have_pages_and_filters()
    {
        var client = await World.Connect();
        foreach (var run in new[] { "a", "b", "c" })
        {
            await client.Prepare(World.Echo(), run);
            await client.Send(new { type = "start_run", runId = run });
            await client.Await("strategy_completed", run);
        }

        await client.Prepare(World.Echo(), "idle");
        await client.Send(new { type = "list_runs", limit = 2 });
        var page = await client.Await("run_list");
        Ids(page).ShouldBe(["c", "b"]);
        ((JObject)page["runs"]![0]!).Names().ShouldBe(["runId", "cwd", "strategyName", "strategyPath", "startedAt", "completedAt", "status", "state"]);
        await client.Send(new { type = "list_runs", before = (string?)page["next"] });
        Ids(await client.Await("run_list")).ShouldBe(["a"]);
        await client.Send(new { type = "list_runs", status = "error" });
        Ids(await client.Await("run_list")).ShouldBeEmpty();
        await client.Send(new { type = "list_runs", cwd = "/elsewhere" });
        Ids(await client.Await("run_list")).ShouldBeEmpty();
        await client.Send(new { type = "list_strategies" });
        var all = await client.Await("strategy_list");
        Ids(all).ShouldBe(["a", "b", "c", "idle"]);
        ((string?)all["runs"]![3]!["status"], (string?)all["runs"]![3]!["strategyName"]).ShouldBe(("pending", "Single"));
    }

    [Fact]
    public async Task A_cursor_goes_on_in_mid_sentence_and_what_is_none_is_refused()
    {
        var client = await World.Connect();
        await client.Prepare(World.Single("mock/gated"), "r");
        await client.Send(new { type = "start_run", runId = "r" });
        var text = await client.Await(frame => frame.Kind() == "agent_streaming text", "text");
        text.Names().ShouldBe(["type", "ts", "runId", "agentName", "model", "event", "seq", "cursor", "stepId", "parentStepId"]);
        var (under, over) = (await World.Connect(), await World.Connect());
        var place = new { type = "subscribe", runId = "r", afterSeq = (long)text["seq"]!, cursor = (string)text["cursor"]! };
        await under.Send(place);
        (await under.BeforePong()).ShouldBeEmpty();
        World.Gate.Open();
        await client.Await("strategy_completed");
        await over.Send(place);
        foreach (var later in (TestClient[])[under, over])
        {
            await later.Await("strategy_completed");
            later.Seen.Where(frame => frame.Kind() != "pong").Select(frame => frame.Kind()).ShouldBe(
                ["agent_streaming text", "agent_output", "agent_streaming done", "step_completed", "strategy_completed"]);
            ((string?)later.Seen.First(frame => frame.Kind() == "agent_streaming text")["event"]!["text"]).ShouldBe("over");
        }

        await over.Send(new { type = "subscribe", runId = "r", cursor = "nonsense" });
        (await over.Next()).ShouldBeError("VALIDATION_ERROR", "Invalid message: cursor: Not a cursor of this server");
    }

    [Fact]
    public async Task A_subscriber_can_check_by_prevSeq_that_it_missed_nothing()
    {
        var (plain, detailed) = (await World.Connect(), await World.Connect());
        await plain.Prepare(World.Nested(), "r");
        await detailed.Send(new { type = "subscribe", runId = "r", detail = true });
        await detailed.BeforePong();
        await plain.Send(new { type = "start_run", runId = "r" });
        foreach (var client in (TestClient[])[plain, detailed])
        {
            await client.Await("strategy_completed");
            var before = 0L;
            foreach (var frame in client.Seen.Where(frame => frame["prevSeq"] is not null))
            {
                ((long)frame["prevSeq"]!).ShouldBe(before);
                before = (long)frame["seq"]!;
            }

            before.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task A_run_that_takes_the_id_of_a_deleted_one_is_followed_on_the_same_connection()
    {
        var client = await World.Connect();
        for (var time = 0; time < 40; time++)
        {
            var prepared = await client.Prepare(World.Echo(), "r");
            ((long)prepared["seq"]!).ShouldBe(1);
            await client.Send(new { type = "start_run", runId = "r", input = $"{time}" });
            ((string?)(await client.Await("strategy_completed"))["result"]).ShouldBe($"<{time}>");
            (await World.System.Delete(RunId.Parse("r"))).Error.ShouldBeNull();
        }

        client.Seen.Count(frame => frame.Kind() == "strategy_started").ShouldBe(40);
    }

    private static string[] Ids(JObject list) => [.. list["runs"]!.Select(run => (string)run["runId"]!)];

    private static string[] Names(TestClient client) =>
        [.. client.Seen.Where(frame => frame.Kind() == "step_started").Select(frame => (string)frame["stepName"]!)];

    private static List<JObject> Journaled(IEnumerable<JObject> frames) => [.. frames.Where(frame => (string?)frame["type"] != "agent_streaming")];

    private static string Text(JObject frame) => frame.ToString(Formatting.None);
}
