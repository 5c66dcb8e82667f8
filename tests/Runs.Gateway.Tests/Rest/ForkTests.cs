using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>Forks and comparisons.</summary>
public sealed class ForkTests : RestTest
{
    private const string Graph = """
        name: G
        version: "1"
        agents: { a: { model: mock/echo }, b: { model: mock/echo } }
        flow: { name: Main, type: graph, steps: [{ id: top, agent: a }, { id: end, agent: b, needs: [top], task: "of {{steps.top.output}}" }] }
        """;

    [Fact]
    public async Task A_run_is_forked_and_compared()
    {
        await Source("r");
        var fork = (await Client.Post("runs/r/fork", new { runId = "f", from = "end", set = new[] { new { path = "agents.b.model", value = "mock/ten" } }, start = true })).ShouldBe(201);
        fork.Headers["Location"].ShouldBe("/api/v1/runs/f");
        ((string?)fork.Json["forkOf"], (string?)fork.Json["forkFrom"], (string?)fork.Json["input"]).ShouldBe(("r", "end", "x"));
        await End("f");
        (await Client.Get("runs/f/result")).Text.ShouldBe("ababababab");

        var compared = (await Client.Get("runs/r/compare?with=f")).ShouldBe(200).Json;
        ((bool)compared["sameInput"]!, (bool)compared["sameResult"]!).ShouldBe((true, false));
        compared["steps"]!.Select(step => $"{step["place"]}: {string.Join(' ', step["differs"]!.Values<string>())}").ShouldBe(["top: ", "end: output agent"]);
        ((bool?)compared["steps"]![0]!["right"]!["taken"]).ShouldBe(true);
    }

    [Fact]
    public async Task A_repeated_fork_with_its_key_is_one_fork()
    {
        await Source("r");
        var body = new { from = "end", start = true };
        var first = (string?)(await Client.Post("runs/r/fork", body, "key-1")).ShouldBe(201).Json["runId"];
        ((string?)(await Client.Post("runs/r/fork", body, "key-1")).ShouldBe(201).Json["runId"]).ShouldBe(first);
    }

    [Fact]
    public async Task What_can_not_be_forked_or_compared_is_refused()
    {
        await Source("r");
        (await Client.Post("runs/r/fork", new { from = "nobody" })).ShouldBeProblem(404, "step.not-found");
        (await Client.Post("runs/r/fork", new { })).ShouldBeProblem(409, "run.not-forkable");
        (await Client.Post("runs/r/fork", new { from = "end", runId = "r" })).ShouldBeProblem(409, "run.exists");
        (await Client.Post("runs/r/fork", new { from = "end", set = new[] { new { path = "agents.x.model", value = "m" } } })).ShouldBeProblem(400, "strategy.change-path");
        (await Client.Post("runs/nobody/fork", new { from = "end" })).ShouldBeProblem(404, "run.not-found");
        (await Client.Get("runs/r/compare?with=nobody")).ShouldBeProblem(404, "run.not-found");
        (await Client.Get("runs/r/compare")).ShouldBe(400);
    }

    private async Task Source(string run)
    {
        (await Client.Post("runs", new { runId = run, strategy = new { text = Graph, format = "yaml" }, start = true, input = "x" })).ShouldBe(201);
        await End(run);
    }
}
