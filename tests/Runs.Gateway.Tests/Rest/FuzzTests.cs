using System.Text;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>Requests that nobody would send on purpose.</summary>
public sealed class FuzzTests : RestTest
{
    private const int Requests = 5_000;

    private static readonly string[] Methods = ["GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "PATCH"];
    private static readonly string[] Ids = ["r", "asks", "unknown", "a%20b", "%2e%2e", "", "x/y", "%00", new string('x', 200), "ä"];
    private static readonly string[] Tails = ["", "/start", "/stop", "/kill", "/continue", "/resume", "/answer", "/steer", "/steps/s1%2F0/messages", "/events", "/result", "/artifacts", "/artifacts/a", "/steps/s1%2F0", "/steps/%2F/result", "/wait", "/%ff", "/nothing"];
    private static readonly string[] Queries = ["", "?", "?limit=1", "?limit=-1", "?afterSeq=3", "?afterSeq=%20", "?before=x", "?before=/", "?before=0001-01-01/", "?status=running&state=waiting", "?&&=&", "?x[]=1", "?after=%00", "?seconds=1&step=a", "?seconds=1&afterSeq=0", "?preview=true&maxBytes=1", "?maxBytes=512&step=s1/0"];
    private static readonly string[] Bodies =
    [
        """{"runId":"r","strategyPath":"mock-echo.yaml","start":true,"input":"x"}""", """{"strategy":{"text":"name: x","format":"yaml","files":{"a.md":"b"}}}""",
        """{"agentName":"boss","text":"yes"}""", """{"questionId":"q","response":"\ud800"}""", """{"text":"go"}""", """{"input":"x","cwd":"\u0000"}""", """{"reason":"no"}""", "{}", "", "null",
    ];

    [Fact]
    public async Task Whatever_is_asked_is_answered_and_never_breaks_the_server()
    {
        World.Echo();
        await Completed("r");
        await Waiting("asks");
        var random = new Random(20_261_120);
        var statuses = new SortedDictionary<int, int>();
        for (var i = 0; i < Requests; i++)
        {
            var (method, path, body, type, headers) = Next(random);
            var reply = await Client.SendRaw(method, path, body, type, headers);
            statuses[reply.Status] = statuses.GetValueOrDefault(reply.Status) + 1;
            reply.Status.ShouldBeLessThan(500, $"request {i}: {method} {path} {(body is null ? "" : Encoding.UTF8.GetString(body))}: {reply.Text}");
            // What the web server itself can't read as HTTP never reaches us.
            if (reply.Status >= 400 && method != "HEAD" && !path.Contains("%00", StringComparison.Ordinal))
                reply.ShouldBeProblem(reply.Status);
        }

        statuses.Keys.ShouldBeSubsetOf([200, 201, 202, 204, 400, 404, 405, 409, 415, 416]);
        statuses.Values.Sum().ShouldBe(Requests);
        (await Client.Get("runs")).ShouldBe(200);
    }

    private static (string Method, string Path, byte[]? Body, string? Type, (string, string)[] Headers) Next(Random random)
    {
        var method = Pick(random, Methods);
        var path = random.Next(8) == 0 ? Pick(random, ["runs", "openapi.json", "nothing", ""]) : $"runs/{Pick(random, Ids)}{Pick(random, Tails)}";
        var body = method is "GET" or "HEAD" or "OPTIONS" ? null : Mutate(random, Encoding.UTF8.GetBytes(Pick(random, Bodies)));
        var type = random.Next(10) == 0 ? Pick(random, ["text/plain", "application/json; charset=x", ";"]) : "application/json";
        (string, string)[] headers = random.Next(6) switch
        {
            0 => [("Idempotency-Key", Pick(random, ["k", " ", new string('k', 300), "\u007f"]))],
            1 => [("Range", Pick(random, ["bytes=0-0", "bytes=9-1", "lines=1-2", "bytes=99999-"]))],
            2 => [("Last-Event-ID", Pick(random, ["1", "b", "%"])), ("Accept", "application/json, text/event-stream;q=0")],
            _ => [],
        };
        return (method, path + Pick(random, Queries), body, type, headers);
    }

    private static byte[] Mutate(Random random, byte[] body)
    {
        if (body.Length == 0 || random.Next(3) == 0)
            return body;
        var changed = body.ToList();
        for (var i = random.Next(1, 4); i > 0 && changed.Count > 0; i--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(3))
            {
                case 0: changed[at] = (byte)random.Next(256); break;
                case 1: changed.RemoveAt(at); break;
                default: changed.InsertRange(at, changed.GetRange(at, random.Next(changed.Count - at))); break;
            }
        }

        return [.. changed];
    }

    private static T Pick<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}
