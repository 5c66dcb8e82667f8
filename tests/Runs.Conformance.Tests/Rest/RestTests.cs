namespace Runs.Conformance.Tests.Rest;

/// <summary>The way that docs/rest.md shows, at the whole program.</summary>
public sealed class RestTests(SharedServer shared) : ConformanceTest(shared)
{
    [Fact]
    public async Task A_run_is_begun_answered_read_and_deleted()
    {
        using var rest = new RestClient(Server.Address);
        var created = (await rest.Post("runs", new { strategyPath = File("ask"), start = true }, "begin")).ShouldBe(201);
        var run = (string)created.Json["runId"]!;
        created.Headers["Location"].ShouldEndWith($"/api/v1/runs/{run}");
        (await rest.Post("runs", new { strategyPath = File("ask"), start = true }, "begin")).Json["runId"].ShouldBe(created.Json["runId"]);

        using var stream = await rest.Follow($"runs/{run}/events");
        await stream.AwaitEvent("wait-opened");
        var waiting = (await rest.Get($"runs/{run}")).ShouldBe(200).Json;
        ((string?)waiting["state"], (string?)waiting["inputs"]!.Single()["agentName"]).ShouldBe(("waiting", "boss"));
        (await rest.Get($"runs/{run}/result")).ShouldBe(404);
        (await rest.Post($"runs/{run}/answer", new { agentName = "boss", text = "yes" })).ShouldBe(200);
        (await rest.Post($"runs/{run}/answer", new { agentName = "boss", text = "no" })).ShouldBeProblem(409);
        await stream.AwaitEvent("run-ended");

        (await rest.Get($"runs/{run}/result")).ShouldBe(200).Text.ShouldBe("<yes>");
        ((string?)(await rest.Get($"runs/{run}")).Json["status"]).ShouldBe("completed");
        (await Pages(rest, run)).ShouldBe(stream.Seen.Where(next => next.Name == "event").Select(next => next.Data.ToString()));
        (await rest.Get("runs?status=completed")).Json["runs"]!.Select(each => (string?)each["runId"]).ShouldContain(run);
        (await rest.Post($"runs/{run}/continue", new { input = "" })).ShouldBe(200);
        (await rest.Post($"runs/{run}/stop")).Status.ShouldBeOneOf(200, 202);
        await stream.Await(next => next.Type == "run-ended", "the second end");
        (await rest.Delete($"runs/{run}")).ShouldBe(200);
        await stream.Await(next => next.Type == "erasure-begun", "the deletion");
        (await stream.Next("the end of the stream")).Name.ShouldBe("gone");
        (await rest.Get($"runs/{run}")).ShouldBeProblem(404, "run.not-found");
    }

    [Fact]
    public async Task A_questions_answer_goes_by_its_id()
    {
        using var rest = new RestClient(Server.Address);
        var run = (string)(await rest.Post("runs", new { strategyPath = File("asks"), start = true })).ShouldBe(201).Json["runId"]!;
        using var stream = await rest.Follow($"runs/{run}/events");
        await stream.AwaitEvent("question-asked");
        var question = (await rest.Get($"runs/{run}")).Json["questions"]!.Single();
        ((string?)question["question"]).ShouldBe("Which?");
        (await rest.Post($"runs/{run}/answer", new { questionId = (string?)question["questionId"], response = "left" })).ShouldBe(200);
        await stream.AwaitEvent("run-ended");
        (await rest.Get($"runs/{run}/result")).Text.ShouldBe("so be it: User response: \"left\"");
    }

    [Fact]
    public async Task A_large_result_is_an_artifact_of_which_parts_can_be_read()
    {
        using var rest = new RestClient(Server.Address);
        var run = (string)(await rest.Post("runs", new { strategyPath = File("large"), start = true })).ShouldBe(201).Json["runId"]!;
        using var stream = await rest.Follow($"runs/{run}/events?live=false");
        await stream.AwaitEvent("run-ended");
        var artifact = (await rest.Get($"runs/{run}/artifacts")).ShouldBe(200).Json["artifacts"]!.First(one => (string?)one["purpose"] == "text");
        ((int?)artifact["size"]).ShouldBe(65536);
        var path = $"runs/{run}/artifacts/{artifact["name"]}";
        var whole = (await rest.Get(path)).ShouldBe(200);
        whole.Text.ShouldBe(string.Concat(Enumerable.Repeat("0123456789abcdef", 4096)));
        var part = (await rest.Get(path, ("Range", "bytes=65530-"))).ShouldBe(206);
        (part.Text, part.Headers["Content-Range"]).ShouldBe(("abcdef", "bytes 65530-65535/65536"));
        (await rest.Get(path, ("Range", "bytes=65536-"))).ShouldBeProblem(416, "request.range");
        (await rest.Get(path, ("If-None-Match", whole.Headers["ETag"]))).ShouldBe(304);
        (await rest.Get($"runs/{run}/result", ("Range", "bytes=0-3"))).ShouldBe(206).Text.ShouldBe("0123");
    }

    [Fact]
    public async Task The_document_describes_the_operations()
    {
        using var rest = new RestClient(Server.Address);
        var document = (await rest.Get("openapi.json")).ShouldBe(200).Json;
        ((string)document["openapi"]!).ShouldStartWith("3.1");
        ((JObject)document["paths"]!).Count.ShouldBeGreaterThan(8);
    }

    private static async Task<List<string>> Pages(RestClient rest, string run)
    {
        var all = new List<string>();
        for (long? after = 0; after is not null;)
        {
            var page = (await rest.Get($"runs/{run}/events?limit=3&afterSeq={after}")).ShouldBe(200).Json;
            all.AddRange(page["events"]!.Select(each => each.ToString()));
            after = (long?)page["next"];
        }

        return all;
    }
}
