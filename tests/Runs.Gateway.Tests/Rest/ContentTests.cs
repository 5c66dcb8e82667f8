using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>Results and artifacts as bytes.</summary>
public sealed class ContentTests : RestTest
{
    private const int Length = 1_000_000;

    [Fact]
    public async Task A_large_result_comes_whole_and_in_ranges()
    {
        await Large("large");
        var whole = (await Client.Get("runs/large/result")).ShouldBe(200);
        whole.Text.ShouldBe(new string('x', Length));
        (whole.MediaType, whole.Headers["Accept-Ranges"], whole.Headers["X-Content-Type-Options"]).ShouldBe(("text/plain", "bytes", "nosniff"));

        var part = (await Client.Get("runs/large/result", ("Range", "bytes=999990-"))).ShouldBe(206);
        (part.Body.Length, part.Headers["Content-Range"]).ShouldBe((10, $"bytes 999990-999999/{Length}"));
        var beyond = await Client.Get("runs/large/result", ("Range", $"bytes={Length}-"));
        beyond.ShouldBeProblem(416, "request.range");
        beyond.Headers["Content-Range"].ShouldBe($"bytes */{Length}");
        (await Client.Get("runs/large/result", ("If-None-Match", whole.Headers["ETag"]))).ShouldBe(304);
        (await Client.Get("runs/large/result", ("Range", "bytes=0-4"), ("If-Range", "\"other\""))).ShouldBe(200).Body.Length.ShouldBe(Length);
    }

    [Fact]
    public async Task Large_texts_are_listed_and_saved()
    {
        await Large("large");
        var artifact = (await Client.Get("runs/large/artifacts")).ShouldBe(200).Json["artifacts"]!.Single(each => (string?)each["purpose"] == "text");
        ((string?)artifact["step"], (int)artifact["size"]!).ShouldBe(("s1/0", Length));
        var saved = (await Client.Get($"runs/large/artifacts/{artifact["name"]}", ("Range", "bytes=0-99"))).ShouldBe(206);
        saved.Body.Length.ShouldBe(100);
        saved.Headers["Content-Disposition"].ShouldStartWith("attachment; filename=large-");
        saved.Headers["Cache-Control"].ShouldContain("private");
        ((string?)(await Client.Get("runs/large")).Json["result"])!.Length.ShouldBeLessThan(10_000);

        var other = await Completed("other");
        (await Client.Get($"runs/{other}/artifacts")).Json["artifacts"]!.ShouldHaveSingleItem();
        (await Client.Get($"runs/{other}/artifacts/{artifact["name"]}")).ShouldBeProblem(404, "run.no-artifact");
        (await Client.Get("runs/large/artifacts/..%2fother")).ShouldBeProblem(404);
    }

    [Fact]
    public async Task A_result_of_texts_and_artifacts_is_read_across_them()
    {
        var path = World.Strategy("join.yaml", """
            name: Join
            version: "1"
            agents: { large: { model: mock/large }, echo: { model: mock/echo } }
            flow: { name: Main, type: broadcast, separator: "äöü", steps: [{ agent: echo }, { agent: large }, { agent: echo }] }
            """);
        (await Client.Post("runs", new { runId = "join", strategyPath = path, start = true, input = "in" })).ShouldBe(201);
        await End("join");
        var expected = $"<in>äöü{new string('x', Length)}äöü<in>";
        var whole = (await Client.Get("runs/join/result")).ShouldBe(200);
        whole.Text.ShouldBe(expected);
        foreach (var (from, to) in ((int, int)[])[(0, 3), (2, 12), (9, 20), (Length, Length + 19), (3, whole.Body.Length - 2)])
        {
            var part = (await Client.Get("runs/join/result", ("Range", $"bytes={from}-{to}"))).ShouldBe(206);
            part.Body.AsSpan().SequenceEqual(whole.Body.AsSpan(from, to - from + 1)).ShouldBeTrue($"{from}-{to}");
        }
    }

    private async Task Large(string id)
    {
        (await Client.Post("runs", new { runId = id, strategyPath = World.Single("mock/large"), start = true })).ShouldBe(201);
        await End(id);
    }
}
