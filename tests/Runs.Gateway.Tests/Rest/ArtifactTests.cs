using System.Security.Cryptography;
using Newtonsoft.Json.Linq;
using Runs.Domain.Identity;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>The manifest of a run, what it lists, and what becomes of it.</summary>
public sealed class ArtifactTests : RestTest
{
    [Fact]
    public async Task What_is_served_is_what_the_manifest_says_whole_and_in_every_range()
    {
        await Run("mixed");
        var listed = (await Client.Get("runs/mixed/artifacts")).ShouldBe(200).Json["artifacts"]!;
        listed.Select(each => ((string?)each["name"], (string?)each["step"], (string?)each["purpose"])).ShouldBe(
        [
            ("first-final.md", "s1/0", "final"), ("s1.1-final.md", "s1/1", "final"), ("artifact-1", "s1/1", "text"),
        ]);
        foreach (var each in listed)
        {
            var whole = (await Client.Get($"runs/mixed/artifacts/{each["name"]}")).ShouldBe(200);
            whole.Body.Length.ShouldBe((int)each["size"]!);
            Convert.ToHexStringLower(SHA256.HashData(whole.Body)).ShouldBe((string?)each["sha256"]);
            foreach (var (from, to) in ((int, int)[])[(0, 0), (7, 100), (whole.Body.Length - 90, whole.Body.Length - 1)])
            {
                var part = (await Client.Get($"runs/mixed/artifacts/{each["name"]}", ("Range", $"bytes={from}-{to}"))).ShouldBe(206);
                part.Body.AsSpan().SequenceEqual(whole.Body.AsSpan(from, to - from + 1)).ShouldBeTrue($"{each["name"]} {from}-{to}");
            }
        }

        (await Client.Get("runs/mixed/artifacts/s1.1-final.md")).Text.ShouldContain(new string('x', 1_000_000));
    }

    [Fact]
    public async Task The_manifest_comes_in_pages()
    {
        await Run("paged");
        var names = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = (await Client.Get($"runs/paged/artifacts?limit=2{(next.Length > 0 ? $"&after={next}" : "")}")).ShouldBe(200).Json;
            names.AddRange(page["artifacts"]!.Select(each => (string)each["name"]!));
            next = (string?)page["next"];
        }

        names.ShouldBe(["first-final.md", "s1.1-final.md", "artifact-1"]);
        (await Client.Get("runs/paged/artifacts?after=other")).ShouldBeProblem(400, "request.invalid");
    }

    [Fact]
    public async Task A_text_that_isnt_what_was_stored_is_never_served_whole()
    {
        await Run("damaged");
        World.Artifacts.Damage(RunId.Parse("damaged"), "artifact-1");
        foreach (var path in (string[])["artifacts/artifact-1", "artifacts/s1.1-final.md", "result"])
            (await Client.Get($"runs/damaged/{path}")).ShouldBeProblem(500, "artifact.damaged");
        (await Client.Get("runs/damaged/artifacts/first-final.md")).ShouldBe(200);

        var listed = (await Client.Get("runs/damaged/artifacts")).ShouldBe(200).Json["artifacts"]!;
        listed.Where(each => each["error"] is not null).Select(each => ((string?)each["name"], (string?)each["error"]!["code"], each["sha256"]))
            .ShouldBe([("s1.1-final.md", "artifact.damaged", null)]);
        World.Artifacts.Lose(RunId.Parse("damaged"), "artifact-1");
        (await Client.Get("runs/damaged/artifacts/artifact-1", ("Range", "bytes=0-5"))).ShouldBeProblem(500, "artifact.damaged");
    }

    [Fact]
    public async Task A_receipt_says_what_is_gone_and_a_run_whose_artifacts_stay_is_kept()
    {
        await Run("kept");
        World.Artifacts.DeletionFault = "The disk is stuck.";
        (await Client.Delete("runs/kept")).ShouldBeProblem(500, "cleanup.artifacts-failed");
        var kept = (await Client.Get("runs/kept")).ShouldBe(200).Json;
        ((string?)kept["status"], (string?)kept["cleanupError"]!["code"]).ShouldBe(("completed", "cleanup.artifacts-failed"));
        (await Client.Get("runs/kept/result")).ShouldBe(200);

        World.Artifacts.DeletionFault = null;
        var receipt = (await Client.Delete("runs/kept")).ShouldBe(200).Json;
        receipt["deletedArtifacts"]!.Select(name => (string?)name).ShouldBe(["first-final.md", "s1.1-final.md", "artifact-1"]);
        ((string?)receipt["runId"], (int)receipt["bytes"]!).ShouldBe(("kept", 1_000_000));
        (await Client.Delete("runs/kept")).ShouldBeProblem(404, "run.not-found");
        World.Artifacts.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_run_says_when_it_expires()
    {
        var path = World.Strategy("kept.yaml", """
            name: Kept
            version: "1"
            agents: { echo: { model: mock/echo } }
            flow: { name: Main, type: sequential, retention: 7d, steps: [{ agent: echo }] }
            """);
        (await Client.Post("runs", new { runId = "expires", strategyPath = path, start = true })).ShouldBe(201);
        await End("expires");
        var run = (await Client.Get("runs/expires")).Json;
        (DateTimeOffset.Parse((string)run["expiresAt"]!) - DateTimeOffset.Parse((string)run["endedAt"]!)).ShouldBe(TimeSpan.FromDays(7));
    }

    private async Task Run(string id)
    {
        var path = World.Strategy("mixed.yaml", """
            name: Mixed
            version: "1"
            agents: { large: { model: mock/large }, echo: { model: mock/echo } }
            flow: { name: Main, type: sequential, steps: [{ agent: echo, id: first }, { agent: large }] }
            """);
        (await Client.Post("runs", new { runId = id, strategyPath = path, start = true, input = "in" })).ShouldBe(201);
        await End(id);
    }
}
