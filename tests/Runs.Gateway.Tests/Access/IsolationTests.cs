using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain.Identity;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Access;

/// <summary>Another owner's run is exactly like one that doesn't exist.</summary>
public sealed class IsolationTests : TrustTest
{
    private static readonly string[] Requests =
    [
        """{"type":"prepare_run","runId":"?"}""",
        """{"type":"prepare_run","runId":"?","cwd":"."}""",
        """{"type":"start_run","runId":"?"}""",
        """{"type":"continue_run","runId":"?","input":"more"}""",
        """{"type":"stop_run","runId":"?"}""",
        """{"type":"subscribe","runId":"?"}""",
        """{"type":"subscribe","runId":"?","afterSeq":0,"detail":true}""",
        """{"type":"unsubscribe","runId":"?"}""",
        """{"type":"user_input","runId":"?","agentName":"boss","text":"yes"}""",
        """{"type":"steer_run","runId":"?","text":"left"}""",
        """{"type":"message_step","runId":"?","stepId":"s1/0","channel":"steer","text":"left","clientMessageId":"m"}""",
        """{"type":"permission_decision","runId":"?","permissionRequestId":"p","decision":"allow"}""",
        """{"type":"question_response","runId":"?","questionRequestId":"q","response":"yes"}""",
        """{"type":"update_policy","runId":"?","mode":"read"}""",
        """{"type":"list_mcp_servers","runId":"?"}""",
        """{"type":"get_run","runId":"?"}""",
        """{"type":"get_run","runId":"?","afterStep":"s1","preview":true}""",
        """{"type":"get_events","runId":"?","afterSeq":0,"stepId":"s1/0"}""",
        """{"type":"get_step_result","runId":"?","stepId":"s1/0","preview":true}""",
        """{"type":"wait_run","runId":"?","waitSeconds":1}""",
        """{"type":"wait_run","runId":"?","afterSeq":0,"stepId":"s1/0","waitSeconds":1}""",
        """{"type":"list_runs"}""",
        """{"type":"list_strategies"}""",
    ];

    public static TheoryData<string, string> Cases { get; } =
        [.. from state in new[] { "prepared", "asking", "ended", "dropped" } from request in Requests select (state, request)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_request_about_it_is_answered_as_one_about_no_run(string state, string request)
    {
        await Given(state, "theirs0");
        var before = await Seq("theirs0");
        var bob = await Connect(Keys.Bob);
        (await Answer(bob, request, "theirs0")).ShouldBe(await Answer(bob, request, "nobodys"));
        (await Seq("theirs0")).ShouldBe(before);
    }

    [Theory]
    [InlineData("prepared")]
    [InlineData("asking")]
    [InlineData("ended")]
    [InlineData("dropped")]
    public async Task Preparing_it_makes_attaches_and_tells_nothing(string state)
    {
        var alice = await Given(state, "theirs0");
        var before = await Seq("theirs0");
        var bob = await Connect(Keys.Bob);
        await bob.Send(new { type = "prepare_run", runId = "theirs0", strategyPath = World.Echo() });
        (await bob.Next()).ShouldBeError("PREPARE_FAILED", "Run not found: theirs0");
        (await Seq("theirs0")).ShouldBe(before);
        if (state == "asking")
        {
            await alice.Send(new { type = "user_input", runId = "theirs0", agentName = "boss", text = "yes" });
            await alice.Await("strategy_completed");
        }

        (await bob.BeforePong()).ShouldBeEmpty();
        (await World.System.Describe(RunId.Parse("theirs0"))).Value!.State.Owner.ShouldBe("alice");
    }

    [Fact]
    public async Task A_command_id_that_its_owner_used_tells_a_stranger_nothing()
    {
        await Given("prepared", "theirs0");
        var run = RunId.Parse("theirs0");
        (await World.System.Start(run, commandId: "c")).IsOk.ShouldBeTrue();
        (await World.System.Ask(run, new Domain.Runs.Commands.StartRun("") { OnlyOwner = "bob" }, "c")).Error!.Code.ShouldBe("run.not-prepared");
        (await World.System.Delete(run, "c", onlyOwner: "bob")).Error!.Code.ShouldBe("run.not-found");
    }

    [Fact]
    public async Task An_id_that_is_free_again_shows_nothing_of_the_next_owners_run()
    {
        var alice = await Given("ended", "shared0");
        (await World.System.Delete(RunId.Parse("shared0"))).IsOk.ShouldBeTrue();
        var bob = await Connect(Keys.Bob);
        await bob.Prepare(World.Ask(), "shared0");
        await bob.Send(new { type = "start_run", runId = "shared0" });
        await bob.Await("request_input");
        (await alice.BeforePong()).ShouldBeEmpty();
        await alice.Send(new { type = "subscribe", runId = "shared0", afterSeq = 0 });
        (await alice.Next()).ShouldBeError("SUBSCRIBE_ERROR", "Run not found: shared0");
    }

    [Fact]
    public async Task What_is_followed_ends_where_the_run_is_another_owners()
    {
        await Given("ended", "theirs0");
        var access = new Gateway.Access.PreparationRules(new GatewayOptions());
        var runs = new Gateway.Access.CallerRuns(World.System, new Gateway.Access.Caller("bob", Gateway.Access.Role.Operator), access);
        await foreach (var update in runs.Subscribe(RunId.Parse("theirs0")))
            throw new InvalidOperationException($"A stranger was told of {update.GetType().Name}.");
    }

    /// <summary>Alice has a run.</summary>
    private async Task<TestClient> Given(string state, string run)
    {
        var alice = await Connect(Keys.Alice);
        await alice.Prepare(state == "asking" ? World.Ask() : World.Echo(), run);
        if (state == "dropped")
            await alice.Send(new { type = "stop_run", runId = run });
        else if (state != "prepared")
            await alice.Send(new { type = "start_run", runId = run });
        if (state == "asking")
            await alice.Await("request_input");
        if (state == "ended")
            await alice.Await("strategy_completed");
        await alice.BeforePong();
        return alice;
    }

    /// <summary>All that is sent about a run, without its id and the time.</summary>
    private static async Task<string> Answer(TestClient client, string request, string run)
    {
        await client.SendRaw(request.Replace("?", run, StringComparison.Ordinal));
        if (!request.Contains('?', StringComparison.Ordinal))
            return Text(await client.Next());
        // A ping may overtake what is done in the run's turn; another request about the run may not.
        await client.Send(new { type = "user_input", runId = run, agentName = "last", text = "" });
        var start = client.Seen.Count;
        while ((string?)(await client.Next())["message"] != $"No pending input request for run {run} agent last")
        {
        }

        return string.Join('\n', client.Seen.Skip(start).Select(frame => Text(frame).Replace(run, "?", StringComparison.Ordinal)));
    }

    private static string Text(JObject frame)
    {
        var copy = (JObject)frame.DeepClone();
        copy.Property("ts")!.Remove();
        return copy.ToString(Formatting.None);
    }

    private async Task<long> Seq(string run) => (await World.System.Describe(RunId.Parse(run))).Value!.Seq;
}
