using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>A repeated request is done once.</summary>
public sealed class IdempotencyTests : RestTest
{
    [Fact]
    public async Task A_key_makes_one_run_also_over_a_restart()
    {
        var path = World.Strategy("once.yaml", File.ReadAllText(World.Echo()));
        var request = new { strategyPath = path, start = true, input = "x" };
        var first = (await Client.Post("runs", request, key: "k")).ShouldBe(201).Json;
        var id = (string)first["runId"]!;
        await End(id);
        var seq = (long)(await Client.Get($"runs/{id}")).Json["seq"]!;

        // Not even what the run was made of is needed any more.
        File.Delete(path);
        await Restart();
        var again = (await Client.Post("runs", request, key: "k")).ShouldBe(201);
        ((string?)again.Json["runId"], (long)again.Json["seq"]!).ShouldBe((id, seq));
        again.Headers["Location"].ShouldBe($"/api/v1/runs/{id}");
        ((string?)(await Client.Post("runs", new { strategyPath = path }, key: "k")).ShouldBe(201).Json["runId"]).ShouldBe(id);
        (await Client.Get("runs")).Json["runs"]!.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Requests_with_one_key_at_one_time_make_one_run()
    {
        var path = World.Echo();
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Client.Post("runs", new { strategyPath = path, start = true, input = "x" }, key: "same")));
        replies.ShouldAllBe(reply => reply.Status == 201);
        replies.Select(reply => (string?)reply.Json["runId"]).Distinct().Count().ShouldBe(1);
        await End((string)replies[0].Json["runId"]!);
        (await Client.Get("runs")).Json["runs"]!.Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_repeated_continuation_prepares_nothing()
    {
        var id = await Completed("r");
        (await Client.Post($"runs/{id}/continue", new { input = "more" }, key: "k")).ShouldBe(200);
        await End(id);
        var again = (await Client.Post($"runs/{id}/continue", new { input = "more" }, key: "k")).ShouldBe(200).Json;
        ((int)again["segment"]!, (bool)again["prepared"]!, (string?)again["state"]).ShouldBe((2, false, "completed"));
    }

    [Fact]
    public async Task A_repeated_answer_is_the_first_one()
    {
        var id = await Waiting("asks");
        (await Client.Post($"runs/{id}/answer", new { agentName = "boss", text = "yes" }, key: "k")).ShouldBe(200);
        await End(id);
        (await Client.Post($"runs/{id}/answer", new { agentName = "boss", text = "yes" }, key: "k")).ShouldBe(200);
    }

    [Fact]
    public async Task A_key_that_was_used_for_something_else_is_another_one()
    {
        (await Client.Post("runs", new { runId = "r", strategyPath = World.Single("mock/gated") }, key: "k")).ShouldBe(201);
        (await Client.Post("runs/r/start", null, key: "k")).ShouldBe(200);
        ((string?)(await Client.Post("runs/r/kill", null, key: "k")).ShouldBe(200).Json["state"]).ShouldBe("killed");
    }

    [Fact]
    public async Task A_refusal_is_decided_anew()
    {
        (await Client.Post("runs", new { runId = "r", strategyPath = "missing.yaml" }, key: "k")).ShouldBeProblem(400, "strategy.not-found");
        World.Strategy("missing.yaml", File.ReadAllText(World.Echo()));
        (await Client.Post("runs", new { runId = "r", strategyPath = "missing.yaml" }, key: "k")).ShouldBe(201);
    }
}
