using System.Net.WebSockets;

namespace Runs.Conformance.Tests.Recovery;

/// <summary>A client that follows runs on one connection after the other.</summary>
internal sealed class ReconnectingClient(IEnumerable<string> runs)
{
    /// <summary>Another client starts or answers the same runs, and only one of them can be the first.</summary>
    private static readonly string[] Lost = ["START_FAILED", "NO_PENDING_INPUT"];

    private readonly Dictionary<string, WatchedRun> _runs = runs.ToDictionary(run => run, run => new WatchedRun(run));

    public IEnumerable<WatchedRun> Runs => _runs.Values;

    /// <summary>Prepares all runs; the connection is to be followed on.</summary>
    public async Task<TestClient> Prepare(Uri address, Func<string, string> strategyOf)
    {
        var client = await CheckedClients.Open(address);
        foreach (var run in _runs.Keys)
            await client.Send(new { type = "prepare_run", runId = run, strategyPath = strategyOf(run) });
        for (var prepared = 0; prepared < _runs.Count; prepared++)
            await client.Await("run_prepared");
        return client;
    }

    /// <summary>Starts all runs and follows them until the connection is lost.</summary>
    public Task Begin(TestClient client, FrameCount count) => UntilLost(client, async () =>
    {
        foreach (var run in Runs)
            await run.Start(client);
        while (true)
            await Take(client, count);
    });

    /// <summary>Connects again and goes on with all runs until the connection is lost.</summary>
    public async Task GoOn(Uri address, FrameCount count)
    {
        var client = await CheckedClients.Open(address);
        await UntilLost(client, async () =>
        {
            await Rejoin(client);
            while (true)
                await Take(client, count);
        });
    }

    /// <summary>Connects again, answers what all runs ask, and follows them to their ends.</summary>
    public async Task Finish(Uri address, FrameCount count)
    {
        using var client = await CheckedClients.Open(address);
        await Rejoin(client);
        var answered = new HashSet<string>();
        while (!Runs.All(run => run.HasEnded))
        {
            var frame = await Take(client, count);
            if (frame.Kind() == "request_input" && answered.Add((string)frame["runId"]!))
                await _runs[(string)frame["runId"]!].Reply(client);
        }
    }

    private static async Task UntilLost(TestClient client, Func<Task> work)
    {
        using (client)
        {
            try
            {
                await work();
            }
            catch (WebSocketException)
            {
                // As was to be expected.
            }
        }
    }

    private async Task Rejoin(TestClient client)
    {
        foreach (var run in Runs)
            await run.Rejoin(client);
    }

    private async Task<JObject> Take(TestClient client, FrameCount count)
    {
        var frame = await client.Next();
        if (frame.Kind() == "error")
            Lost.ShouldContain((string)frame["code"]!, frame.ToString());
        else
            _runs[(string)frame["runId"]!].Take(frame);
        count.Add();
        return frame;
    }
}
