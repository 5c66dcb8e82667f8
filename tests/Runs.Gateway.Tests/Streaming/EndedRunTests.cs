using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Streaming;

/// <summary>Clients that go on following runs that have ended.</summary>
public sealed class EndedRunTests : RestTest
{
    [Fact]
    public async Task See_each_continuation_once_by_whatever_door_they_came()
    {
        var (plain, detailed) = (await World.Connect(), await World.Connect());
        await plain.Prepare(World.Nested(), "r");
        await detailed.Send(new { type = "subscribe", runId = "r", afterSeq = 0, detail = true });
        using var stream = await Client.Follow("runs/r/events");
        await plain.Send(new { type = "start_run", runId = "r", input = "0" });
        for (var segment = 1; segment <= 3; segment++)
        {
            await plain.Await("strategy_completed");
            await detailed.Await("strategy_completed");
            await stream.AwaitEvent("run-ended");
            await Until(() => World.System.HeldRuns == 0, () => "the run is still held");
            if (segment == 3)
                break;
            await plain.Send(new { type = "prepare_run", runId = "r" });
            await plain.Await("run_prepared");
            await plain.Send(new { type = "continue_run", runId = "r", input = $"{segment}" });
        }

        await SawAll(plain, detail: false);
        await SawAll(detailed, detail: true);
        var stored = (await Client.Get("runs/r/events")).Json["events"]!;
        new JArray(stream.Seen.Where(next => next.Name == "event").Select(next => next.Data)).ToString().ShouldBe(stored.ToString());
    }

    [Fact]
    public async Task Leave_nothing_in_memory_of_what_the_runs_were()
    {
        var client = await World.Connect();
        await client.Prepare(World.Nested(), "r");
        using var follower = World.System.Follow(RunId.Parse("r"), RunCursor.Start, () => { });
        await client.Send(new { type = "start_run", runId = "r", input = "0" });
        await client.Await("strategy_completed");
        await End("r");
        var states = await Drain(follower);
        states.Count.ShouldBeGreaterThan(5);
        await Until(() => World.System.HeldRuns == 0, () => "the run is still held");
        World.System.WatchedRuns.ShouldBe(1);
        await Until(
            () =>
            {
                GC.Collect();
                return !states.Exists(state => state.IsAlive);
            },
            () => $"{states.Count(state => state.IsAlive)} of {states.Count} states of the run are still in memory");
    }

    /// <summary>What a client saw is what one sees that comes now.</summary>
    private async Task SawAll(TestClient client, bool detail)
    {
        var late = await World.Connect();
        await late.Send(new { type = "subscribe", runId = "r", afterSeq = 0, detail });
        for (var segment = 0; segment < 3; segment++)
            await late.Await("strategy_completed");
        await client.BeforePong();
        Journaled(client).ShouldBe(Journaled(late));
    }

    private static List<string> Journaled(TestClient client) =>
        [.. client.Seen.Where(frame => frame["prevSeq"] is not null).Select(frame => frame.ToString(Formatting.None))];

    /// <summary>Takes everything, and remembers of what the run was only whether it is still there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> Drain(RunFollower follower)
    {
        var states = new List<WeakReference>();
        await follower.Settle();
        while (await follower.Next() is { } item)
        {
            if (item.Update is RunUpdate.Journaled journaled)
                states.Add(new WeakReference(journaled.After));
        }

        return states;
    }
}
