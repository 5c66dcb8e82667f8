using Newtonsoft.Json.Linq;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>Lists of runs.</summary>
public sealed class ListTests : RestTest
{
    [Fact]
    public async Task Pages_have_each_run_once_whatever_is_started_in_between()
    {
        await Start("old", 2_500);
        var seen = new List<string>();
        var address = "runs?limit=300";
        for (var page = 0; address is not null; page++)
        {
            var reply = (await Client.Get(address)).ShouldBe(200);
            var runs = Ids(reply.Json);
            runs.Count.ShouldBeLessThanOrEqualTo(300);
            seen.AddRange(runs);
            address = reply.Headers.TryGetValue("Link", out var link) ? link.Split('<', '>')[1]["/api/v1/".Length..] : null;
            (address is null).ShouldBe(reply.Json["next"] is null);
            await Start($"new{page}", 10);
        }

        seen.Where(id => id.StartsWith("old", StringComparison.Ordinal)).Distinct().Count().ShouldBe(2_500);
        seen.Count.ShouldBe(2_500);
        Ids((await Client.Get("runs?limit=1")).Json).Single().ShouldStartWith("new");
    }

    [Fact]
    public async Task Filters_fit_what_they_say()
    {
        await Completed("done");
        await Waiting("asks");
        await Gated("gated");
        (await Client.Post("runs", new { runId = "prepared", strategyPath = World.Echo() })).ShouldBe(201);
        (await Client.Post("runs", new { runId = "elsewhere", strategyPath = World.Echo(), cwd = "/tmp", start = true })).ShouldBe(201);
        await End("elsewhere");

        Ids((await Client.Get("runs")).Json).ShouldBe(["elsewhere", "gated", "asks", "done"]);
        Ids((await Client.Get("runs?status=running")).Json).ShouldBe(["gated", "asks"]);
        Ids((await Client.Get("runs?state=waiting")).Json).ShouldBe(["asks"]);
        Ids((await Client.Get("runs?state=running")).Json).ShouldBe(["gated"]);
        Ids((await Client.Get("runs?status=completed&cwd=/tmp")).Json).ShouldBe(["elsewhere"]);
        Ids((await Client.Get("runs?status=completed&state=waiting")).Json).ShouldBeEmpty();
        Ids((await Client.Get("runs?status=pending")).Json).ShouldBe(["prepared"]);
        Ids((await Client.Get("runs?state=prepared")).Json).ShouldBe(["prepared"]);
        Ids((await Client.Get("runs?owner=local&limit=2")).Json).ShouldBe(["elsewhere", "gated"]);
        Ids((await Client.Get("runs?owner=nobody")).Json).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_never_started_is_listed_in_pages_too()
    {
        foreach (var id in (string[])["c", "a", "b"])
            (await Client.Post("runs", new { runId = id, strategyPath = World.Echo() })).ShouldBe(201);
        var first = (await Client.Get("runs?status=pending&limit=2")).Json;
        Ids(first).ShouldBe(["c", "b"]);
        Ids((await Client.Get($"runs?status=pending&before={Uri.EscapeDataString((string)first["next"]!)}")).Json).ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_page_ends_after_so_many_runs_that_do_not_fit_and_says_where_to_go_on()
    {
        await Gated("first");
        await Start("later", 5_010);
        var page = (await Client.Get("runs?state=running")).ShouldBe(200).Json;
        Ids(page).ShouldBeEmpty();
        var next = (await Client.Get($"runs?state=running&before={Uri.EscapeDataString((string)page["next"]!)}")).ShouldBe(200).Json;
        Ids(next).ShouldBe(["first"]);
        next["next"].ShouldBeNull();
    }

    private async Task Start(string prefix, int count)
    {
        var path = World.Echo();
        foreach (var part in Enumerable.Range(0, count).Chunk(64))
        {
            await Task.WhenAll(part.Select(async i =>
            {
                var run = RunId.Parse($"{prefix}-{i:D4}");
                (await World.System.Prepare(new PrepareRequest { Run = run, StrategyPath = path })).Require();
                (await World.System.Start(run)).Require();
            }));
            await Task.WhenAll(part.Select(i => End($"{prefix}-{i:D4}")));
        }
    }

    private static List<string> Ids(JObject list) => [.. list["runs"]!.Select(run => (string)run["runId"]!)];
}
