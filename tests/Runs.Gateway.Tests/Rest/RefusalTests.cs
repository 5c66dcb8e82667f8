using System.Text;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>What makes no sense is refused with a problem that says where.</summary>
public sealed class RefusalTests : RestTest
{
    private protected override GatewayOptions Options => new() { MaxMessage = 64 * 1024 };

    [Theory]
    [InlineData("runs", "[]", "", "Expected object.")]
    [InlineData("runs", "{\"a\":1", "", "The body is no JSON, or nests deeper than 256 levels.")]
    [InlineData("runs", "{'runId':'x'}", "", "The body is no JSON, or nests deeper than 256 levels.")]
    [InlineData("runs", "", "strategyPath", "A new run needs strategyPath or strategy.")]
    [InlineData("runs/r/steer", "", "", "The body is no JSON, or nests deeper than 256 levels.")]
    [InlineData("runs", "{\"strategyPath\":\"a\",\"strategy\":{\"text\":\"\",\"format\":\"yaml\"}}", "strategy", "Either strategyPath or strategy, not both.")]
    [InlineData("runs", "{\"runId\":\"a b\"}", "runId", "It must look like ^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$.")]
    [InlineData("runs", "{\"runId\":\"a\\n\"}", "runId", "It must look like ^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$.")]
    [InlineData("runs", "{\"runId\":null}", "runId", "Expected string.")]
    [InlineData("runs", "{\"start\":\"yes\"}", "start", "Expected boolean.")]
    [InlineData("runs", "{\"strategyPath\":\"x\",\"input\":\"y\"}", "input", "It needs start: true.")]
    [InlineData("runs", "{\"strategyPath\":\"x\",\"cwd\":\"a\",\"cwd\":\"b\"}", "cwd", "It is there twice, or beyond all numbers.")]
    [InlineData("runs", "{\"strategyPath\":\"\"}", "strategyPath", "It must not be empty.")]
    [InlineData("runs", "{\"Start\":true}", "Start", "There is no such member.")]
    [InlineData("runs", "{\"strategy\":{\"text\":\"\",\"format\":\"toml\"}}", "strategy.format", "Expected one of yaml, json.")]
    [InlineData("runs", "{\"strategy\":{\"text\":\"\",\"format\":\"yaml\",\"files\":{\"a.md\":1}}}", "strategy.files.a.md", "Expected string.")]
    [InlineData("runs", "{\"strategy\":{\"text\":\"\"}}", "strategy.format", "It is required.")]
    [InlineData("runs", "{}", "strategyPath", "A new run needs strategyPath or strategy.")]
    [InlineData("runs/r/steer", "{\"text\":\"\"}", "text", "It must not be empty.")]
    [InlineData("runs/r/continue", "{}", "input", "It is required.")]
    [InlineData("runs/r/answer", "{\"agentName\":\"a\"}", "", "Either agentName and text are needed, or questionId and response.")]
    [InlineData("runs/r/kill", "{\"force\":true}", "force", "There is no such member.")]
    public async Task A_body_that_makes_no_sense_is_refused_with_its_path(string path, string body, string where, string message)
    {
        await Completed("r");
        var problem = (await Client.SendRaw("POST", path, Encoding.UTF8.GetBytes(body), "application/json")).ShouldBeProblem(400, "request.invalid");
        ((string?)problem["errors"]![0]!["path"], (string?)problem["errors"]![0]!["message"]).ShouldBe((where, message));
    }

    [Theory]
    [InlineData("runs?limit=0", "limit")]
    [InlineData("runs?limit=x", "limit")]
    [InlineData("runs?limit=1&limit=2", "limit")]
    [InlineData("runs?limit=99999999999999999999", "limit")]
    [InlineData("runs?stauts=running", "stauts")]
    [InlineData("runs?status=fine", "status")]
    [InlineData("runs?state=none", "state")]
    [InlineData("runs?before=yesterday", "before")]
    [InlineData("runs/r/events?afterSeq=-1", "afterSeq")]
    [InlineData("runs/r/events?limit=1001", "limit")]
    [InlineData("runs/r/events?live=1", "live")]
    [InlineData("runs/a%20b", "runId")]
    [InlineData("runs/.hidden", "runId")]
    public async Task A_parameter_that_makes_no_sense_is_refused_with_its_name(string path, string name)
    {
        var problem = (await Client.Get(path)).ShouldBeProblem(400, "request.invalid");
        ((string?)problem["errors"]![0]!["path"]).ShouldBe(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        var reply = await Client.Send("POST", "runs", new { strategyPath = World.Echo() }, ("Idempotency-Key", key));
        ((string?)reply.ShouldBeProblem(400, "request.invalid")["errors"]![0]!["path"]).ShouldBe("Idempotency-Key");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=latin1")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task A_body_that_says_it_is_no_json_is_refused(string? contentType) =>
        (await Client.SendRaw("POST", "runs", "{}"u8.ToArray(), contentType)).ShouldBeProblem(415, "request.media-type");

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_however_it_comes()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"strategyPath":"{{new string('x', 64 * 1024)}}"}""");
        (await Client.SendRaw("POST", "runs", body, "application/json")).ShouldBeProblem(413, "request.too-large");
        (await Client.SendRaw("POST", "runs", body, "application/json", ("Transfer-Encoding", "chunked"))).ShouldBeProblem(413, "request.too-large");
    }

    [Fact]
    public async Task A_body_that_is_no_utf8_is_refused() =>
        (await Client.SendRaw("POST", "runs", [(byte)'"', 0xff, (byte)'"'], "application/json")).ShouldBeProblem(400, "request.invalid");

    [Theory]
    [InlineData("GET", "", 404, "request.not-found")]
    [InlineData("GET", "runs/r/nothing", 404, "request.not-found")]
    [InlineData("DELETE", "nothing", 404, "request.not-found")]
    [InlineData("GET", "runs/unknown", 404, "run.not-found")]
    [InlineData("GET", "runs/unknown/events", 404, "run.not-found")]
    [InlineData("GET", "runs/unknown/result", 404, "run.not-found")]
    [InlineData("GET", "runs/unknown/artifacts", 404, "run.not-found")]
    [InlineData("GET", "runs/unknown/artifacts/a", 404, "run.not-found")]
    [InlineData("POST", "runs/unknown/start", 404, "run.not-found")]
    [InlineData("POST", "runs/unknown/stop", 404, "run.not-found")]
    [InlineData("POST", "runs/unknown/kill", 404, "run.not-found")]
    [InlineData("POST", "runs/unknown/resume", 404, "run.not-found")]
    [InlineData("DELETE", "runs/unknown", 404, "run.not-found")]
    [InlineData("PUT", "runs/unknown", 405, "request.method")]
    [InlineData("POST", "openapi.json", 405, "request.method")]
    [InlineData("GET", "runs/unknown/start", 405, "request.method")]
    public async Task What_is_not_there_is_not_found(string method, string path, int status, string code) =>
        (await Client.Send(method, path, null)).ShouldBeProblem(status, code);

    [Fact]
    public async Task A_run_that_is_not_there_and_a_strategy_that_is_not_there_are_told_apart()
    {
        (await Client.Post("runs", new { runId = "unknown" })).ShouldBeProblem(404, "run.not-found");
        (await Client.Post("runs", new { strategyPath = "unknown.yaml" })).ShouldBeProblem(400, "strategy.not-found");
    }

    [Theory]
    [InlineData("PUT", "runs/x", 405, "GET, HEAD, DELETE, OPTIONS")]
    [InlineData("OPTIONS", "runs", 204, "POST, GET, HEAD, OPTIONS")]
    [InlineData("OPTIONS", "runs/x/start", 204, "POST, OPTIONS")]
    public async Task A_path_says_what_it_knows(string method, string path, int status, string allow) =>
        (await Client.Send(method, path, null)).ShouldBe(status).Headers["Allow"].ShouldBe(allow);

    [Theory]
    [InlineData("runs")]
    [InlineData("runs/r")]
    [InlineData("runs/r/events")]
    [InlineData("runs/r/result")]
    [InlineData("openapi.json")]
    public async Task Head_is_get_without_a_body(string path)
    {
        await Completed("r");
        var get = (await Client.Get(path)).ShouldBe(200);
        var head = (await Client.Send("HEAD", path, null)).ShouldBe(200);
        head.Body.ShouldBeEmpty();
        (head.Headers["Content-Length"], head.Headers["Content-Type"]).ShouldBe((get.Headers["Content-Length"], get.Headers["Content-Type"]));
    }

    [Fact]
    public async Task A_stream_that_only_its_head_is_asked_of_ends()
    {
        await Completed("r");
        (await Client.Send("HEAD", "runs/r/events", null, ("Accept", "text/event-stream"))).ShouldBe(200).MediaType.ShouldBe("text/event-stream");
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_strategy_is_said_with_its_place()
    {
        var strategy = new { text = "name: X\nversion: \"1\"\nagents: { a: { model: m, colour: red } }\nflow: { name: Main, type: sequential, steps: [] }\n", format = "yaml", name = "bad.yaml" };
        var problem = (await Client.Post("runs", new { strategy })).ShouldBeProblem(400, "strategy.invalid");
        ((string?)problem["detail"])!.ShouldStartWith("bad.yaml: Strategy validation failed:");
        ((JArray)problem["errors"]!).Select(error => (string?)error["path"]).ShouldContain("agents.a");
    }

    [Theory]
    [InlineData("../secret.md", "x", "strategy.prompt-outside")]
    [InlineData("/etc/motd.txt", "x", "strategy.prompt-outside")]
    [InlineData("missing.md", "x", "strategy.prompt-not-found")]
    [InlineData("a.md", "../a.md", "strategy.prompt-outside")]
    [InlineData("a.md", "/a.md", "strategy.prompt-outside")]
    [InlineData("a.md", "b/../a.md", "strategy.prompt-outside")]
    public async Task Nothing_is_read_of_the_servers_disk_for_a_strategy_that_came_as_text(string prompt, string file, string code)
    {
        var text = $$$"""{"name":"X","version":"1","agents":{"a":{"model":"m","systemPrompt":"{{{prompt}}}"}},"flow":{"name":"Main","type":"sequential","steps":[{"agent":"a"}]}}""";
        var strategy = new { text, format = "json", files = new Dictionary<string, string> { [file] = "Be kind." } };
        (await Client.Post("runs", new { strategy })).ShouldBeProblem(400, code);
    }
}
