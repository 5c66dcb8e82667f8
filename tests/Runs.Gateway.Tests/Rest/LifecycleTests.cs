using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>Runs from their preparation to their deletion.</summary>
public sealed class LifecycleTests : RestTest
{
    [Fact]
    public async Task A_run_is_prepared_started_continued_and_deleted()
    {
        var prepared = (await Client.Post("runs", new { runId = "r", strategyPath = World.Echo(), cwd = "/tmp", modelOverride = "mock/ten" })).ShouldBe(201);
        prepared.Headers["Location"].ShouldBe("/api/v1/runs/r");
        ((string?)prepared.Json["status"], (string?)prepared.Json["state"], (bool)prepared.Json["prepared"]!).ShouldBe(("pending", "prepared", true));
        ((string?)prepared.Json["cwd"], (string?)prepared.Json["model"]).ShouldBe(("/tmp", "mock/ten"));
        (await Client.Post("runs", new { runId = "r", strategyPath = World.Ask() })).ShouldBe(200);

        ((string?)(await Client.Post("runs/r/start", new { input = "one" })).ShouldBe(200).Json["input"]).ShouldBe("one");
        await End("r");
        var ended = (await Client.Get("runs/r")).ShouldBe(200).Json;
        ((string?)ended["status"], (string?)ended["result"], (int)ended["segment"]!).ShouldBe(("completed", "ababababab", 1));
        ended["endedAt"].ShouldNotBeNull();

        var again = (await Client.Post("runs/r/continue", new { input = "two", modelOverride = "mock/echo" })).ShouldBe(200).Json;
        ((int)again["segment"]!, (string?)again["input"]).ShouldBe((2, "two"));
        await End("r");
        (await Client.Get("runs/r/result")).ShouldBe(200).Text.ShouldBe("<two>");

        (await Client.Delete("runs/r")).ShouldBe(200).Json.ToString(Formatting.None).ShouldBe("""{"runId":"r","deletedArtifacts":["s2.0-final.md"],"bytes":0}""");
        (await Client.Delete("runs/r")).ShouldBeProblem(404, "run.not-found");
        (await Client.Get("runs/r")).ShouldBeProblem(404, "run.not-found");
    }

    [Fact]
    public async Task A_run_without_an_id_gets_one()
    {
        var run = (await Client.Post("runs", new { strategyPath = World.Echo(), start = true, input = "x" })).ShouldBe(201);
        var id = (string)run.Json["runId"]!;
        run.Headers["Location"].ShouldBe($"/api/v1/runs/{id}");
        await End(id);
        (await Client.Get($"runs/{id}/result")).ShouldBe(200).Text.ShouldBe("<x>");
    }

    [Fact]
    public async Task A_strategy_comes_as_text_with_its_prompt_files()
    {
        const string text = """
            name: Inline
            version: "1"
            agents: { a: { model: mock/echo, systemPrompt: ./prompts/../prompts/a.md } }
            flow: { name: Main, type: sequential, steps: [{ agent: a }] }
            """;
        var strategy = new { text, format = "yaml", name = "inline.yaml", files = new Dictionary<string, string> { ["prompts/a.md"] = "Be kind." } };
        var run = (await Client.Post("runs", new { runId = "inline", strategy, start = true, input = "hi" })).ShouldBe(201).Json;
        ((string?)run["strategy"], (string?)run["strategyPath"]).ShouldBe(("Inline", ""));
        await End("inline");
        (await Client.Get("runs/inline/events")).Json["events"]![0]!["event"]!["strategy"]!.ToString().ShouldContain("Be kind.");

        var continued = (await Client.Post("runs/inline/continue", new { input = "again" })).ShouldBe(200).Json;
        ((int)continued["segment"]!).ShouldBe(2);
    }

    [Fact]
    public async Task A_person_answers()
    {
        var id = await Waiting("asks");
        var run = (await Client.Get($"runs/{id}")).Json;
        ((string?)run["status"], (string?)run["state"]).ShouldBe(("running", "waiting"));
        ((string?)run["inputs"]![0]!["agentName"]).ShouldBe("boss");
        (await Client.Post($"runs/{id}/answer", new { agentName = "boss", text = "yes" })).ShouldBe(200);
        await End(id);
        (await Client.Get($"runs/{id}/result")).Text.ShouldBe("<yes>");
        (await Client.Post($"runs/{id}/answer", new { agentName = "boss", text = "no" })).ShouldBeProblem(409, "run.no-pending-input");
        (await Client.Post($"runs/{id}/answer", new { questionId = "q", response = "no" })).ShouldBeProblem(409, "run.no-pending-question");
    }

    [Fact]
    public async Task A_question_of_an_agent_is_shown_and_answered()
    {
        (await Client.Post("runs", new { runId = "asks", strategyPath = World.Asks(), start = true })).ShouldBe(201);
        using var stream = await Client.Follow("runs/asks/events");
        await stream.AwaitEvent("question-asked");
        var question = (await Client.Get("runs/asks")).Json["questions"]!.Single();
        ((string?)question["agentName"], (string?)question["question"]).ShouldBe(("a", "Which?"));
        var answer = new { questionId = (string)question["questionId"]!, response = "left" };
        (await Client.Post("runs/asks/answer", answer, key: "k")).ShouldBe(200);
        await End("asks");
        (await Client.Post("runs/asks/answer", answer, key: "k")).ShouldBe(200);
        (await Client.Post("runs/asks/answer", answer)).ShouldBeProblem(409, "run.no-pending-question");
        (await Client.Get("runs/asks/result")).Text.ShouldBe("so be it");
    }

    [Fact]
    public async Task A_run_is_steered_and_stopped()
    {
        var id = await Gated("gated");
        (await Client.Post($"runs/{id}/steer", new { text = "faster" })).ShouldBe(200);
        var stopping = (await Client.Post($"runs/{id}/stop", new { reason = "enough" })).ShouldBe(202).Json;
        ((string?)stopping["state"], (string?)stopping["reason"]).ShouldBe(("cancelling", "enough"));
        await End(id);
        var stopped = (await Client.Get($"runs/{id}")).ShouldBe(200).Json;
        ((string?)stopped["status"], (string?)stopped["error"]!["code"], (string?)stopped["error"]!["message"]).ShouldBe(("cancelled", "CANCELLED", "enough"));
        (await Client.Post($"runs/{id}/stop")).ShouldBe(200);
        (await Client.Post($"runs/{id}/steer", new { text = "late" })).ShouldBeProblem(409, "run.not-steerable");
    }

    [Fact]
    public async Task A_run_is_killed_and_cannot_be_resumed()
    {
        var id = await Gated("gated");
        ((string?)(await Client.Post($"runs/{id}/kill")).ShouldBe(200).Json["state"]).ShouldBe("killed");
        (await Client.Post($"runs/{id}/resume")).ShouldBeProblem(409, "run.terminal");
        (await Client.Get($"runs/{id}/result")).ShouldBeProblem(404, "run.no-result");
    }

    [Fact]
    public async Task A_stop_without_a_start_drops_what_was_prepared()
    {
        (await Client.Post("runs", new { runId = "r", strategyPath = World.Echo() })).ShouldBe(201);
        ((bool)(await Client.Post("runs/r/stop", new { })).ShouldBe(200).Json["prepared"]!).ShouldBeFalse();
        (await Client.Post("runs/r/start")).ShouldBeProblem(409, "run.not-prepared");
    }

    [Fact]
    public async Task What_the_state_of_a_run_refuses_is_a_conflict()
    {
        var id = await Waiting("asks");
        (await Client.Post($"runs/{id}/start")).ShouldBeProblem(409, "run.already-started");
        (await Client.Post($"runs/{id}/continue", new { input = "" })).ShouldBeProblem(409);
        (await Client.Delete($"runs/{id}")).ShouldBeProblem(409, "run.active");
        (await Client.Post("runs", new { runId = id, strategyPath = World.Echo(), start = true })).ShouldBeProblem(409, "run.already-started");
        await Completed("done");
        (await Client.Post("runs", new { runId = "done", start = true })).ShouldBeProblem(409, "run.terminal");
        ((bool)(await Client.Get("runs/done")).Json["prepared"]!).ShouldBeFalse();
        (await Client.Post("runs", new { runId = "done" })).ShouldBe(201);
        (await Client.Post("runs/done/start")).ShouldBeProblem(409, "run.is-continuation");
        (await Client.Post("runs", new { runId = "new", strategyPath = World.Echo() })).ShouldBe(201);
        (await Client.Post("runs/new/continue", new { input = "" })).ShouldBeProblem(409, "run.not-continuation");
        (await Client.Post("runs/new/resume")).ShouldBeProblem(409, "run.not-prepared");
    }

    [Fact]
    public async Task Steps_are_shown_in_the_order_of_the_plan()
    {
        (await Client.Post("runs", new { runId = "nested", strategyPath = World.Nested(), start = true, input = "x" })).ShouldBe(201);
        await End("nested");
        var steps = (JArray)(await Client.Get("runs/nested")).Json["steps"]!;
        steps.Select(step => (string?)step["stepId"]).ShouldBe(["s1", "s1/0", "s1/0/0"]);
        steps.Select(step => (string?)step["phase"]).ShouldAllBe(phase => phase == "succeeded");
        ((string?)steps[0]["parentStepId"], (string?)steps[2]["parentStepId"], (string?)steps[2]["output"]).ShouldBe((null, "s1/0", "<x>"));
    }
}
