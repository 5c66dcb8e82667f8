namespace Runs.Conformance.Tests.Recovery;

/// <summary>kill -9 of the server, again and again, while its clients follow 200 runs and come back each time.</summary>
public sealed class KilledServerTests
{
    private const int Clients = 20;
    private const int Runs = 200;

    private static readonly string[] Flows =
    [
        "{ agent: a }, { agent: b }, { agent: a }",
        "{ name: Inner, type: sequential, steps: [{ agent: a }, { name: Innermost, type: sequential, steps: [{ agent: b }] }] }",
        "{ name: Side by side, type: broadcast, steps: [{ agent: a }, { agent: b }, { agent: c }] }, { agent: a }",
        "{ name: Rounds, type: cycle, cycles: 2, observer: c, steps: [{ agent: a }] }, { agent: b }",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_client_sees_the_journaled_frames_of_every_run_once_and_in_order(int seed)
    {
        var random = new Random(seed);
        await using var server = await ServerProcess.Start("--set", "runs.run.max-recoveries=1000");
        string[] strategies = [.. Flows.Select((flow, i) => server.Strategy($"flow-{i}", Strategy(flow)))];
        ReconnectingClient[] clients = [.. Enumerable.Range(0, Clients).Select(client => new ReconnectingClient(RunsOf(client)))];
        var connected = await Task.WhenAll(clients.Select(client => client.Prepare(server.Address, run => strategies[int.Parse(run[1..]) % strategies.Length])));

        // In the middle of the starts.
        await KillAfter(server, random.Next(1, 200), count => clients.Zip(connected, (client, connection) => client.Begin(connection, count)));
        // In the middle of the work: even if all of it was done by now, so many frames come again.
        await KillAfter(server, random.Next(400, 2000), count => clients.Select(client => client.GoOn(server.Address, count)));
        // While some of them are asked: each question comes again.
        await KillAfter(server, random.Next(50, 390), count => clients.Select(client => client.GoOn(server.Address, count)));
        clients.SelectMany(client => client.Runs).ShouldAllBe(run => !run.HasEnded);
        await Task.WhenAll(clients.Select(client => client.Finish(server.Address, new FrameCount(0))));

        await Promises.AreKept(server.Here.Data, isOver: true);
        var journal = await Journal(server);
        foreach (var seen in clients.SelectMany(client => client.Runs))
        {
            seen.Journaled.Select(frame => frame.Lasting()).ShouldBe(journal[seen.Id].Select(frame => frame.Lasting()), $"{seen.Id} with seed {seed}");
            seen.Journaled.Count(frame => frame.Kind() == "strategy_started").ShouldBe(1);
            seen.Journaled.Count(frame => frame.IsTerminal()).ShouldBe(1);
            ((string?)seen.Journaled[^1]["result"]).ShouldBe($"<{WatchedRun.Answer}>");
        }
    }

    /// <summary>Each run has two clients, who don't know of each other.</summary>
    private static IEnumerable<string> RunsOf(int client) =>
        Enumerable.Range(0, Runs).Where(run => run % Clients == client || (run + 7) % Clients == client).Select(run => $"r{run}");

    private static async Task KillAfter(ServerProcess server, int frames, Func<FrameCount, IEnumerable<Task>> follow)
    {
        var count = new FrameCount(frames);
        Task[] following = [.. follow(count)];
        await count.Reached(following);
        await server.Kill();
        await Task.WhenAll(following);
        await Promises.AreKept(server.Here.Data);
        await server.StartAgain();
    }

    private static async Task<IReadOnlyDictionary<string, List<JObject>>> Journal(ServerProcess server)
    {
        using var client = await TestClient.Connect(server.Address);
        for (var run = 0; run < Runs; run++)
            await client.Send(new { type = "subscribe", runId = $"r{run}", afterSeq = 0 });
        for (var ended = 0; ended < Runs; ended++)
            await client.Await("strategy_completed");
        return client.Seen.Where(frame => frame.IsJournaled()).GroupBy(frame => (string)frame["runId"]!).ToDictionary(run => run.Key, run => run.ToList());
    }

    /// <summary>The flow's steps, then a person who lets the run go on, so that none ends before the last kill.</summary>
    private static string Strategy(string flow) => $$"""
        name: Killed
        version: "1"
        agents:
          a: { model: mock/brief }
          b: { model: mock/ten }
          c: { model: mock/think }
          boss: { type: user, config: { ask: always } }
          echo: { model: mock/echo }
        flow: { name: Main, type: sequential, steps: [{{flow}}, { agent: boss }, { agent: echo }] }
        """;
}
