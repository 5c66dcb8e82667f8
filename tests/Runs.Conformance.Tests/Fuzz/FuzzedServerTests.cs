using System.Net.WebSockets;
using System.Text;
using Runs.Conformance.Tests.Schemas;

namespace Runs.Conformance.Tests.Fuzz;

/// <summary>100,000 messages that are almost requests: no crash, no silence, and flat memory.</summary>
public sealed class FuzzedServerTests(ITestOutputHelper output)
{
    private const int Connections = 4;
    private const int WarmUpBatches = 50;
    private const int Batches = 125;
    private const int BatchSize = 200;
    private const long MaxGrowth = 32L << 20;
    private const long MaxMemory = 512L << 20;

    [Fact]
    public async Task Every_message_that_is_no_request_gets_its_one_error_and_the_server_stays_as_it_is()
    {
        await using var server = await ServerProcess.Start();
        using var clients = new CheckedClients();
        await PrepareRuns(server, clients);
        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(async seed => (Client: await clients.Connect(server), Mutator: new Mutator(seed), Seed: seed)));
        // Some of the messages leave a run and follow it again, so of what happened in between there is nothing.
        foreach (var (client, _, _) in connections)
            client.Check = FrameSchemas.Demand;
        var files = Files(server);

        await SendAll(0, WarmUpBatches);
        var before = server.ResidentBytes();
        await SendAll(WarmUpBatches, Batches);
        var growth = server.ResidentBytes() - before;

        output.WriteLine($"{before >> 20} MiB after the warm-up, then {growth >> 10} KiB more; at most {server.PeakResidentBytes() >> 20} MiB");
        growth.ShouldBeLessThan(MaxGrowth);
        server.PeakResidentBytes().ShouldBeLessThan(MaxMemory);
        Files(server).ShouldBe(files);
        await (await clients.Connect(server)).BeforePong();

        async Task SendAll(int first, int end)
        {
            var ends = await Task.WhenAll(connections.Select(each => SendBatches(each.Client, each.Mutator, each.Seed, first, end)));
            string[] told = [.. ends.OfType<string>()];
            told.ShouldBeEmpty($"{told.Length} of {Connections} connections ended. {server.Story()}");
        }
    }

    private static async Task PrepareRuns(ServerProcess server, CheckedClients clients)
    {
        var client = await clients.Connect(server);
        foreach (var run in Mutator.Runs)
        {
            await client.Prepare(server.Strategy("asked-twice"), run);
            await client.Send(new { type = "start_run", runId = run });
            await client.Await("request_input", run);
        }
    }

    /// <summary>Why the connection ended, if it did. The others go on, or end too: that tells what happened to whom.</summary>
    private static async Task<string?> SendBatches(TestClient client, Mutator mutator, int seed, int first, int end)
    {
        for (var batch = first; batch < end; batch++)
        {
            FuzzFrame[] messages = [.. Enumerable.Range(0, BatchSize).Select(_ => mutator.Next())];
            var pong = $"pong {batch} of {seed}";
            var sending = Send(client, messages, pong);
            try
            {
                await client.Await(frame => frame.Kind() == "pong" && (string?)frame["requestId"] == pong, pong);
                await sending;
            }
            catch (Exception error) when (error is WebSocketException or InvalidOperationException)
            {
                return $"before {pong} at {DateTimeOffset.UtcNow:O}: {error}\n{string.Join('\n', messages.Where(message => message.Error is null).Select(Start))}";
            }

            Judged(client.Seen, messages, $"batch {batch} of seed {seed}");
            client.Seen.Clear();
        }

        return null;
    }

    /// <summary>Enough of a message to know what it asks for.</summary>
    private static string Start(FuzzFrame message) => Encoding.UTF8.GetString(message.Bytes) is { Length: > 200 } text ? text[..200] : Encoding.UTF8.GetString(message.Bytes);

    private static async Task Send(TestClient client, FuzzFrame[] messages, string pong)
    {
        foreach (var message in messages)
            await client.SendBytes(message.Bytes, message.IsBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
        await client.Send(new { type = "ping", requestId = pong });
    }

    /// <summary>The errors about form come in the order of the messages, each once, with what they echo.</summary>
    private static void Judged(IEnumerable<JObject> frames, FuzzFrame[] messages, string where)
    {
        FuzzFrame[] malformed = [.. messages.Where(message => message.Error is not null)];
        JObject[] errors = [.. frames.Where(frame => (string?)frame["code"] is "PARSE_ERROR" or "VALIDATION_ERROR")];
        for (var i = 0; i < Math.Min(malformed.Length, errors.Length); i++)
        {
            var (message, expected) = (Encoding.UTF8.GetString(malformed[i].Bytes), malformed[i].Error!);
            ((string?)errors[i]["code"]).ShouldBe(expected.Code, $"{where}: {message}\n{errors[i]}");
            if (expected.RequestId is not null)
                ((string?)errors[i]["requestId"]).ShouldBe(expected.RequestId, $"{where}: {message}\n{errors[i]}");
        }

        errors.Length.ShouldBe(malformed.Length, where);
        frames.Where(frame => (string?)frame["code"] == "INTERNAL_ERROR").Select(frame => frame.ToString()).ShouldBeEmpty(where);
    }

    /// <summary>All files but those that the server keeps for itself.</summary>
    private static List<string> Files(ServerProcess server) =>
    [
        .. Directory.EnumerateFileSystemEntries(server.Here.Root, "*", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(server.Here.Data, StringComparison.Ordinal) || path.Contains("evil", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
