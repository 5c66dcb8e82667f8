using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>Pauses, and commands to single steps.</summary>
public sealed class ControlTests : RestTest
{
    [Fact]
    public async Task A_run_is_paused_and_goes_on_when_it_is_resumed()
    {
        var id = await Waiting("asks");
        var paused = (await Client.Post($"runs/{id}/pause", new { reason = "lunch", now = true })).ShouldBe(200).Json;
        ((string?)paused["status"], (string?)paused["state"], (string?)paused["reason"]).ShouldBe(("running", "paused", "lunch"));
        (await Client.Post($"runs/{id}/answer", new { agentName = "boss", text = "yes", stepId = "s1/0" })).ShouldBe(200);
        ((string?)(await Client.Post($"runs/{id}/resume")).ShouldBe(200).Json["state"]).ShouldNotBe("paused");
        await End(id);
        (await Client.Post($"runs/{id}/pause")).ShouldBeProblem(409, "run.terminal");
    }

    [Fact]
    public async Task A_step_is_tried_again_or_cancelled_by_its_id_or_its_place()
    {
        var graph = World.Strategy("graph.yaml", """
            name: Graph
            version: "1"
            agents: { bad: { model: mock/broken, modelOptions: { maxRetries: 0 } }, boss: { type: user } }
            flow: { name: Main, type: graph, steps: [{ id: bad, agent: bad }, { id: boss, agent: boss }] }
            """);
        (await Client.Post("runs", new { runId = "g", strategyPath = graph, start = true })).ShouldBe(201);
        using (var stream = await Client.Follow("runs/g/events"))
            await stream.AwaitEvent("step-failed");

        (await Client.Post("runs/g/steps/bad/retry")).ShouldBe(200);
        (await Client.Post("runs/g/steps/boss/retry")).ShouldBeProblem(409, "step.not-retryable");
        (await Client.Post("runs/g/steps/nobody/retry")).ShouldBeProblem(404, "step.not-found");
        (await Client.Post("runs/g/steps/s1%2Fboss/cancel", new { reason = "enough", force = true })).ShouldBe(200);
        await End("g");
        var boss = ((JArray)(await Client.Get("runs/g")).Json["steps"]!).Single(step => (string?)step["stepId"] == "s1/boss");
        ((string?)boss["phase"], (string?)boss["error"]!["message"]).ShouldBe(("cancelled", "enough"));
        (await Client.Post("runs/g/steps/bad/retry")).ShouldBeProblem(409, "run.terminal");
    }

    [Fact]
    public async Task A_run_is_stopped_by_force()
    {
        var id = await Gated("gated");
        (await Client.Post($"runs/{id}/stop", new { force = true })).ShouldBe(202);
        await End(id);
        ((string?)(await Client.Get($"runs/{id}")).Json["state"]).ShouldBe("cancelled");
    }
}
