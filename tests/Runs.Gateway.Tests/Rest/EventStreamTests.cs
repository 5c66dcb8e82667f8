using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Rest.Events;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>Following runs.</summary>
public sealed class EventStreamTests : RestTest
{
    [Fact]
    public async Task History_comes_in_pages()
    {
        await Completed("r");
        var all = (await Client.Get("runs/r/events")).ShouldBe(200).Json;
        var seqs = all["events"]!.Select(stored => (long)stored["seq"]!).ToList();
        seqs.ShouldBe(Enumerable.Range(1, seqs.Count).Select(i => (long)i));
        ((long)all["seq"]!, all["next"]).ShouldBe((seqs.Count, null));
        ((string?)all["events"]![0]!["event"]!["type"]).ShouldBe("run-prepared");

        var paged = new List<JToken>();
        long? after = 0;
        while (after is not null)
        {
            var page = (await Client.Get($"runs/r/events?limit=2&afterSeq={after}")).Json;
            page["events"]!.Count().ShouldBeLessThanOrEqualTo(2);
            paged.AddRange(page["events"]!);
            after = (long?)page["next"];
        }

        new JArray(paged).ToString().ShouldBe(all["events"]!.ToString());
        (await Client.Get($"runs/r/events?afterSeq={seqs.Count}")).Json["events"]!.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_has_what_is_stored_and_then_what_happens()
    {
        var id = await Waiting("asks");
        using var stream = await Client.Follow($"runs/{id}/events");
        ((long)(await stream.AwaitCaughtUp()).Data["seq"]!).ShouldBe(stream.Seen[^2].Seq);
        (await Client.Post($"runs/{id}/answer", new { agentName = "boss", text = "yes" })).ShouldBe(200);
        await stream.AwaitEvent("run-ended");
        var stored = (await Client.Get($"runs/{id}/events")).Json["events"]!;
        var events = stream.Seen.Where(next => next.Name == "event").ToList();
        new JArray(events.Select(next => next.Data)).ToString().ShouldBe(stored.ToString());
        stream.Seen.Count(next => next.Name == "caught-up").ShouldBe(1);
        (await Client.Delete($"runs/{id}")).ShouldBe(200);
        (await stream.AwaitEvent("erasure-begun")).Data["seq"].ShouldNotBeNull();
        ((string?)(await stream.Next("gone")).Data["runId"]).ShouldBe(id);
        stream.Seen[^1].Name.ShouldBe("gone");
        (await stream.TryNext()).ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_goes_on_after_every_event_of_it()
    {
        var id = await Waiting("asks");
        using var whole = await Client.Follow($"runs/{id}/events");
        await whole.AwaitCaughtUp();
        (await Client.Post($"runs/{id}/answer", new { agentName = "boss", text = "yes" })).ShouldBe(200);
        await whole.AwaitEvent("run-ended");
        var events = whole.Seen.Where(next => next.Name == "event").ToList();
        foreach (var known in whole.Seen)
        {
            var seq = known.Name == "output" ? (long)known.Data["afterSeq"]! : known.Seq;
            using var resumed = await Client.Follow($"runs/{id}/events", ("Last-Event-ID", known.Id));
            await resumed.AwaitCaughtUp();
            Story(resumed.Seen).ShouldBe(Story(events.Where(next => next.Seq > seq)), known.ToString());

            using var bySeq = await Client.Follow($"runs/{id}/events?after=ignored", ("Last-Event-ID", $"{seq}"));
            await bySeq.AwaitCaughtUp();
            Story(bySeq.Seen).ShouldBe(Story(events.Where(next => next.Seq > seq)));
        }

        using var byQuery = await Client.Follow($"runs/{id}/events?after={events[2].Id}&afterSeq=0");
        (await byQuery.Next()).Seq.ShouldBe(events[3].Seq);
        using var byNumber = await Client.Follow($"runs/{id}/events?afterSeq=4");
        (await byNumber.Next()).Seq.ShouldBe(5);
    }

    [Fact]
    public async Task A_stream_goes_on_in_the_middle_of_a_sentence()
    {
        var id = await Gated("gated");
        using var first = await Client.Follow($"runs/{id}/events");
        var output = await first.Await(next => next.Name == "output", "live output");
        ((string?)output.Data["part"], (int)output.Data["partIndex"]!, (int)output.Data["offset"]!, (string?)output.Data["text"]).ShouldBe(("text", 0, 0, "waiting "));

        using var resumed = await Client.Follow($"runs/{id}/events", ("Last-Event-ID", output.Id));
        (await resumed.Next()).Name.ShouldBe("caught-up");
        using var quiet = await Client.Follow($"runs/{id}/events?live=false");
        var caughtUp = await quiet.AwaitCaughtUp();
        quiet.Seen.ShouldAllBe(next => next.Name != "output");

        // Whoever was shown no output hasn't seen any.
        using var loud = await Client.Follow($"runs/{id}/events", ("Last-Event-ID", caughtUp.Id));
        ((string?)(await loud.Next()).Data["text"]).ShouldBe("waiting ");

        World.Gate.Open();
        await resumed.AwaitEvent("run-ended");
        resumed.Seen.Where(next => next.Name == "output").Select(next => (string?)next.Data["text"]).ShouldNotContain("waiting ");
    }

    [Theory]
    [InlineData("Last-Event-ID", "no-cursor")]
    [InlineData("Last-Event-ID", "-1")]
    [InlineData("Last-Event-ID", "9007199254740992")]
    [InlineData("Last-Event-ID", "b????")]
    [InlineData("after", "no-cursor")]
    public async Task A_place_that_is_none_is_refused(string where, string text)
    {
        await Completed("r");
        var reply = where == "after"
            ? await Client.Get($"runs/r/events?after={Uri.EscapeDataString(text)}", ("Accept", "text/event-stream"))
            : await Client.Get("runs/r/events", ("Accept", "text/event-stream"), (where, text));
        ((string?)reply.ShouldBeProblem(400, "request.invalid")["errors"]![0]!["path"]).ShouldBe(where);
    }

    [Fact]
    public async Task Clients_that_go_leave_nothing_behind()
    {
        var id = await Waiting("asks");
        var streams = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.Follow($"runs/{id}/events")));
        foreach (var stream in streams)
            await stream.AwaitCaughtUp();
        await Until(() => World.Gateway.ConnectedClients == 20, () => $"{World.Gateway.ConnectedClients} clients are connected");
        World.System.WatchedRuns.ShouldBe(1);
        foreach (var stream in streams)
            stream.Dispose();
        await Until(() => World.Gateway.ConnectedClients == 0, () => $"{World.Gateway.ConnectedClients} clients are still connected");
        await Until(() => World.System.WatchedRuns == 0, () => "the run is still watched");
    }

    [Fact]
    public async Task A_server_that_ends_tells_all_that_is_stored_and_not_that_the_run_is_gone()
    {
        var id = await Gated("gated");
        using var stream = await Client.Follow($"runs/{id}/events");
        await stream.AwaitCaughtUp();
        await Restart();
        while (await stream.TryNext() is not null)
        {
        }

        stream.Seen.ShouldAllBe(next => next.Name != "gone");
        var known = stream.Seen.Last(next => next.Name == "event").Seq;
        World.Gate.Open();
        using var resumed = await Client.Follow($"runs/{id}/events", ("Last-Event-ID", stream.Seen[^1].Id));
        await resumed.AwaitEvent("run-ended");
        resumed.Seen.Where(next => next.Name == "event").Select(next => next.Seq).First().ShouldBe(known + 1);
    }

    [Fact]
    public async Task A_quiet_stream_beats()
    {
        var time = new ManualTime();
        var left = new TaskCompletionSource();
        var beats = Heartbeats.Add(Quiet(left), TimeSpan.FromSeconds(15), time).GetAsyncEnumerator();
        for (var i = 0; i < 3; i++)
        {
            var next = beats.MoveNextAsync();
            time.Advance(TimeSpan.FromSeconds(14));
            next.IsCompleted.ShouldBeFalse();
            time.Advance(TimeSpan.FromSeconds(1));
            (await next).ShouldBeTrue();
            beats.Current.ShouldBeNull();
        }

        // Whoever leaves during a beat leaves what was waited for, too.
        left.Task.IsCompleted.ShouldBeFalse();
        await beats.DisposeAsync();
        left.Task.IsCompleted.ShouldBeTrue();
    }

    private static async IAsyncEnumerable<string> Quiet(TaskCompletionSource left, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            yield return "never";
        }
        finally
        {
            left.SetResult();
        }
    }

    private static string Story(IEnumerable<SseEvent> seen) =>
        string.Join('\n', seen.Where(next => next.Name == "event").Select(next => next.Data.ToString()));
}
