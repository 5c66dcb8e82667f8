namespace Runs.Conformance.Tests.Rest;

/// <summary>kill -9 of the server in the middle of a stream.</summary>
public sealed class KilledStreamTests
{
    [Fact]
    public async Task With_Last_Event_ID_nothing_comes_twice_and_nothing_is_left_out()
    {
        await using var server = await ServerProcess.Start();
        using var before = new RestClient(server.Address);
        (await before.Post("runs", new { runId = "r", strategyPath = server.Strategy("tale"), start = true })).ShouldBe(201);
        using var cut = await before.Follow("runs/r/events");
        await cut.Await(next => (string?)next.Data["part"] == "text", "live text");
        await server.Kill();
        await server.StartAgain();

        using var after = new RestClient(server.Address);
        using var resumed = await after.Follow("runs/r/events", ("Last-Event-ID", cut.Seen[^1].Id));
        await resumed.AwaitEvent("run-ended");
        var all = cut.Seen.Concat(resumed.Seen).ToList();
        var stored = (await after.Get("runs/r/events")).ShouldBe(200).Json["events"]!.Select(each => each.ToString());
        all.Where(next => next.Name == "event").Select(next => next.Data.ToString()).ShouldBe(stored);

        // The attempt that was cut begins anew, and is whole. Of the first one there is no more than it said.
        var whole = (await after.Get("runs/r/result")).Text;
        var attempts = all.Where(next => (string?)next.Data["part"] == "text").GroupBy(next => (int)next.Data["attempt"]!)
            .Select(attempt => string.Concat(attempt.Select(next => (string?)next.Data["text"]))).ToList();
        attempts[^1].ShouldBe(whole);
        attempts.ShouldAllBe(text => whole.StartsWith(text, StringComparison.Ordinal));
    }
}
