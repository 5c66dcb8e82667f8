using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Access;

/// <summary>What each role may do.</summary>
public sealed class RoleTests : TrustTest
{
    private const string NeedsOperator = "This takes the role operator, and your token has the role viewer.";

    [Theory]
    [InlineData("""{"type":"prepare_run","runId":"asks"}""", "PREPARE_FAILED")]
    [InlineData("""{"type":"prepare_run","runId":"other","strategyPath":"mock-echo.yaml"}""", "PREPARE_FAILED")]
    [InlineData("""{"type":"start_run","runId":"idle"}""", "START_FAILED")]
    [InlineData("""{"type":"continue_run","runId":"idle","input":""}""", "CONTINUE_FAILED")]
    [InlineData("""{"type":"stop_run","runId":"asks"}""", "FORBIDDEN")]
    [InlineData("""{"type":"stop_run","runId":"nobodys"}""", "FORBIDDEN")]
    [InlineData("""{"type":"user_input","runId":"asks","agentName":"boss","text":"yes"}""", "NO_PENDING_INPUT")]
    [InlineData("""{"type":"steer_run","runId":"asks","text":"left"}""", "RUN_NOT_STEERABLE")]
    [InlineData("""{"type":"message_step","runId":"asks","stepId":"s1/0","channel":"steer","text":"left","clientMessageId":"m"}""", "FORBIDDEN")]
    public async Task A_viewer_changes_nothing_and_is_told_why(string request, string code)
    {
        await Given();
        var before = await Seqs();
        var viewer = await Connect(Keys.Viewer);
        await viewer.SendRaw(request);
        (await viewer.Next()).ShouldBeError(code, NeedsOperator);
        (await viewer.BeforePong()).ShouldBeEmpty();
        (await Seqs()).ShouldBe(before);
    }

    [Fact]
    public async Task A_viewer_sees_what_its_owner_has()
    {
        var alice = await Given();
        var viewer = await Connect(Keys.Viewer);
        await viewer.Send(new { type = "list_runs" });
        (await viewer.Await("run_list"))["runs"]!.Select(run => (string?)run["runId"]).ShouldBe(["asks"]);
        await viewer.Send(new { type = "list_strategies" });
        (await viewer.Await("strategy_list"))["runs"]!.Select(run => (string?)run["runId"]).Order().ShouldBe(["asks", "idle"]);
        await viewer.Send(new { type = "subscribe", runId = "asks", afterSeq = 0 });
        await viewer.Await("request_input");
        await alice.Send(new { type = "user_input", runId = "asks", agentName = "boss", text = "yes" });
        ((string?)(await viewer.Await("strategy_completed"))["result"]).ShouldBe("<yes>");
        foreach (var (request, reply) in new[] { ("get_run", "run_snapshot"), ("get_events", "run_events"), ("wait_run", "wait_result") })
        {
            await viewer.Send(new { type = request, runId = "asks" });
            (await viewer.Await(reply)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task An_admin_sees_and_acts_on_every_run_and_its_owner_stays()
    {
        await Given();
        var admin = await Connect(Keys.Admin);
        await admin.Send(new { type = "list_runs" });
        (await admin.Await("run_list"))["runs"]!.Select(run => (string?)run["runId"]).ShouldBe(["asks"]);
        await admin.Send(new { type = "user_input", runId = "asks", agentName = "boss", text = "yes" });
        await admin.Send(new { type = "subscribe", runId = "asks", afterSeq = 0 });
        await admin.Await("strategy_completed");
        await admin.Prepare(World.Echo(), "asks");
        await admin.Send(new { type = "continue_run", runId = "asks", input = "more" });
        ((string?)(await admin.Await("strategy_completed"))["result"]).ShouldBe("<more>");

        var alice = await Connect(Keys.Alice);
        await alice.Send(new { type = "subscribe", runId = "asks", afterSeq = 0 });
        (await alice.Await(frame => frame.Kind() == "strategy_completed" && (string?)frame["result"] == "<more>", "alice's view of it")).ShouldNotBeNull();
    }

    /// <summary>Alice has a run that waits for an answer and one that was only prepared.</summary>
    private async Task<TestClient> Given()
    {
        var alice = await Connect(Keys.Alice);
        await alice.Prepare(World.Echo(), "idle");
        await alice.Prepare(World.Ask(), "asks");
        await alice.Send(new { type = "start_run", runId = "asks" });
        await alice.Await("request_input");
        return alice;
    }

    private async Task<long[]> Seqs()
    {
        var seqs = new List<long>();
        foreach (var run in new[] { "idle", "asks", "nobodys", "other" })
            seqs.Add((await World.System.Describe(Domain.Identity.RunId.Parse(run))).Value!.Seq);
        return [.. seqs];
    }
}
