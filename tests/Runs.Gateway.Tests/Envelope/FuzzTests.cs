using System.Text;
using Runs.Gateway.Requests.Reading;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Envelope;

/// <summary>Mutated messages: no crash and no silence.</summary>
public sealed class FuzzTests : GatewayTest
{
    private const int Batch = 50;

    private static readonly string[] Seeds =
    [
        """{"type":"prepare_run","runId":"r1","strategyPath":"none.yaml","cwd":"/","requestId":"a"}""",
        """{"type":"start_run","runId":"r1","input":"\u00e9\ud83d\ude00"}""",
        """{"type":"subscribe","runId":"r1","afterSeq":0,"detail":true}""",
        """{"type":"wait_run","runId":"r1","afterSeq":0,"stepId":"a","waitSeconds":1}""",
        """{"type":"get_events","runId":"r1","maxBytes":512,"stepId":"a"}""",
        """{"type":"list_runs","limit":3,"status":"running","before":"2026-01-01T00:00:00.000Z/r"}""",
        """{"type":"user_input","runId":"r1","agentName":"a","text":""}""",
        """{"type":"update_policy","runId":"r1","mode":"read","allow":["a"],"default":"ask"}""",
        """{"type":"set_credential","providerId":"x","credentialType":"custom","customData":{"a":[1,2.5e3,null,true]}}""",
        """{"type":"ping","requestId":"p"}""",
    ];

    private static readonly string[] Scraps = ["null", "\"", "{", "}", "[", "]", ",", ":", "\\", "\\u12", "1e999", "-", "9223372036854775808", "\0", "\ud800", "runId", "true", " "];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_message_that_is_no_request_gets_an_error_and_no_other_harm_is_done(int seed)
    {
        var random = new Random(seed);
        var client = await World.Connect();
        for (var round = 0; round < 50; round++)
        {
            string[] messages = [.. Enumerable.Range(0, Batch).Select(_ => Mutated(random))];
            foreach (var message in messages)
                await client.SendRaw(message);
            var replies = await client.BeforePong();
            var refused = messages.Count(message => RequestReader.Read(message).Request is null);
            replies.Count(frame => (string?)frame["code"] is "PARSE_ERROR" or "VALIDATION_ERROR").ShouldBe(refused);
            messages.ShouldAllBe(message => IsJson(message) || RequestReader.Read(message).ErrorCode == "PARSE_ERROR");
            client.Seen.Clear();
        }

        World.Gateway.PeakOutboxBytes.ShouldBeLessThan(1 << 20);
    }

    private static string Mutated(Random random)
    {
        var message = Seeds[random.Next(Seeds.Length)];
        for (var i = random.Next(4); i >= 0; i--)
        {
            var (at, length) = (random.Next(message.Length), random.Next(6));
            var cut = message.Remove(at, Math.Min(length, message.Length - at));
            message = random.Next(3) == 0 ? cut : cut.Insert(Math.Min(at, cut.Length), Scraps[random.Next(Scraps.Length)]);
        }

        return message.Length == 0 ? "x" : message;
    }

    /// <summary>A second opinion, by a library that is stricter than the one that the gateway reads with.</summary>
    private static bool IsJson(string message)
    {
        try
        {
            using var parsed = System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetBytes(message), new() { MaxDepth = RequestReader.MaxDepth });
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
