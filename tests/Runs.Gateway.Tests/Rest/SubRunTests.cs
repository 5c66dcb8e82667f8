using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Rest.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>Runs that other runs have opened, as clients see them.</summary>
public sealed class SubRunTests : RestTest
{
    private const string Parent = """
        name: Parent
        version: "1"
        agents: { sub: { type: run, config: { strategy: below/child.yaml } } }
        flow: { name: Main, type: sequential, steps: [{ agent: sub }] }
        """;

    private const string Child = """
        name: Child
        version: "1"
        agents: { a: { model: mock/echo } }
        flow: { name: Main, type: sequential, steps: [{ agent: a }] }
        """;

    [Fact]
    public async Task Parent_and_sub_run_name_each_other_and_only_the_parent_is_listed()
    {
        var body = new { runId = "r", start = true, input = "hi", strategy = new { text = Parent, format = "yaml", files = new Dictionary<string, string> { ["below/child.yaml"] = Child } } };
        (await Client.Post("runs", body)).ShouldBe(201);
        await End("r");
        var parent = (await Client.Get("runs/r")).ShouldBe(200).Json;
        var id = (string)parent["subRuns"]!.Single()!;
        ((string?)parent["steps"]![1]!["subRun"]).ShouldBe(id);
        var sub = (await Client.Get($"runs/{id}")).ShouldBe(200).Json;
        ((JObject)sub["parent"]!).ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""{"runId":"r","stepId":"s1/0","attempt":1}""");
        ((string?)parent["result"]).ShouldBe((string?)sub["result"]);
        foreach (var list in (string[])["runs", "runs?status=completed", "runs?status=pending"])
            (await Client.Get(list)).ShouldBe(200).Json["runs"]!.Select(run => (string?)run["runId"]).ShouldNotContain(id);
        (await Client.Get("runs/r/events")).Text.ShouldContain("sub-run-opened");
    }

    [Fact]
    public async Task A_client_is_told_the_id_of_a_sub_run_when_it_begins()
    {
        var client = await World.Connect();
        Directory.CreateDirectory(Path.Combine(World.Root, "below"));
        World.Strategy("below/child.yaml", Child);
        await client.Prepare(World.Strategy("parent.yaml", Parent), "r");
        await client.Send(new { type = "start_run", runId = "r", input = "hi" });
        var started = await client.Await("sub_run_started");
        ((string?)started["stepName"], (string?)started["stepId"], (int)started["attempt"]!).ShouldBe(("sub", "s1/0", 1));
        await client.Await("strategy_completed");
        await client.Send(new { type = "list_strategies" });
        (await client.Await("strategy_list"))["runs"]!.Select(run => (string?)run["runId"]).ShouldBe(["r"]);
    }
}
