using Runs.Domain.Identity;
using Runs.Gateway.Access;
using Runs.Gateway.Rest.Operations;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Access;

/// <summary>Every operation over HTTP, by every role, on one's own runs and on others'.</summary>
public sealed class HttpAccessTests : TrustTest
{
    private const string Idempotent = "same-key";

    /// <summary>What each operation is told, where it must be told something.</summary>
    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["continueRun"] = new { input = "more" },
        ["answerRun"] = new { agentName = "boss", text = "yes" },
        ["steerRun"] = new { text = "left" },
        ["sendMessage"] = new { channel = "steer", text = "left", clientMessageId = "m" },
    };

    public static TheoryData<string> Operations { get; } = [.. AllOperations.Items.Select(operation => operation.Id)];

    public static TheoryData<string, string> Cases { get; } =
        [.. from state in new[] { "prepared", "asking", "ended", "dropped" } from operation in AllOperations.Items select (state, operation.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_operation_on_anothers_run_is_answered_as_one_on_no_run(string state, string operation)
    {
        await Given(state, "theirs0");
        var before = await Seq();
        using var bob = new RestClient(World.Gateway.Address, Keys.Bob);
        Text(await Send(bob, operation, "theirs0"), "theirs0").ShouldBe(Text(await Send(bob, operation, "nobodys"), "nobodys"));
        (await Seq()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_role_may_do_what_it_may_and_a_stranger_nothing(string operation)
    {
        await Given("asking", "r");
        var takes = Find(operation).Takes;
        var before = await Seq("r");
        using (var stranger = new RestClient(World.Gateway.Address))
            (await Send(stranger, operation, "r")).ShouldBeProblem(401, "gateway.unauthenticated");
        using (var viewer = new RestClient(World.Gateway.Address, Keys.Viewer))
        {
            foreach (var run in new[] { "r", "nobodys" })
            {
                var reply = await Send(viewer, operation, run);
                if (takes > Role.Viewer)
                    reply.ShouldBeProblem(403, "gateway.forbidden");
                else
                    reply.Status.ShouldBeOneOf(200, 404);
            }
        }

        (await Seq("r")).ShouldBe(before);
        using var alice = new RestClient(World.Gateway.Address, Keys.Alice);
        if (takes > Role.Operator)
            (await Send(alice, operation, "r")).ShouldBeProblem(403, "gateway.forbidden");
        using var entitled = new RestClient(World.Gateway.Address, takes > Role.Operator ? Keys.Admin : Keys.Alice);
        (await Send(entitled, operation, "r")).Status.ShouldNotBeOneOf(401, 403);
    }

    [Fact]
    public async Task Making_a_run_of_an_id_that_is_taken_makes_and_tells_nothing()
    {
        await Given("asking", "theirs0");
        var before = await Seq();
        using var bob = new RestClient(World.Gateway.Address, Keys.Bob);
        foreach (var start in new[] { true, false })
        {
            var problem = (await bob.Post("runs", new { runId = "theirs0", strategyPath = World.Echo(), start }, Idempotent)).ShouldBeProblem(404, "run.not-found");
            ((string?)problem["detail"]).ShouldBe("Run not found: theirs0");
        }

        (await Seq()).ShouldBe(before);
    }

    private static Operation Find(string id) => AllOperations.Items.Single(operation => operation.Id == id);

    private static async Task<RestReply> Send(RestClient client, string id, string run)
    {
        var operation = Find(id);
        var path = operation.Path.TrimStart('/').Replace("{runId}", run, StringComparison.Ordinal).Replace("{name}", "a1", StringComparison.Ordinal).Replace("{stepId}", "s1%2F0", StringComparison.Ordinal);
        path = id == "compareRuns" ? $"{path}?with=another0" : path;
        var body = id == "createRun" ? new { runId = run, strategyPath = "none.yaml" } : Bodies.GetValueOrDefault(id);
        return await client.Send(operation.Method, path, body, operation.Changes ? [("Idempotency-Key", Idempotent)] : []);
    }

    /// <summary>All that is sent, without the id and the time.</summary>
    private static string Text(RestReply reply, string run)
    {
        var headers = reply.Headers.Where(header => header.Key != "Date").OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {header.Value}");
        return $"{reply.Status}\n{string.Join('\n', headers)}\n{reply.Text}".Replace(run, "?", StringComparison.Ordinal);
    }

    /// <summary>Alice has a run, with the key that others will use too.</summary>
    private async Task Given(string state, string run)
    {
        using var alice = new RestClient(World.Gateway.Address, Keys.Alice);
        (await alice.Post("runs", new { runId = run, strategyPath = state == "asking" ? World.Ask() : World.Echo(), start = state is "asking" or "ended" }, Idempotent)).ShouldBe(201);
        if (state == "dropped")
            (await alice.Post($"runs/{run}/stop")).ShouldBe(200);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        if (state == "ended")
            await World.System.Completion(RunId.Parse(run), late.Token);
        if (state != "asking")
            return;
        using var stream = await alice.Follow($"runs/{run}/events");
        await stream.AwaitEvent("wait-opened");
    }

    private async Task<long> Seq(string run = "theirs0") => (await World.System.Describe(RunId.Parse(run))).Value!.Seq;
}
