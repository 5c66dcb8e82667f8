using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Rest.Operations;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>The OpenAPI document, and that the server does what it says.</summary>
public sealed class DocumentTests : RestTest
{
    [Fact]
    public async Task The_document_is_valid()
    {
        var text = (await Client.Get("openapi.json")).ShouldBe(200).Text;
        var read = OpenApiDocument.Parse(text, "json");
        read.Diagnostic!.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        read.Diagnostic.Errors.Select(error => $"{error.Pointer}: {error.Message}").ShouldBeEmpty();
        read.Diagnostic.Warnings.Select(error => $"{error.Pointer}: {error.Message}").ShouldBeEmpty();
        read.Document.ShouldNotBeNull().Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(error => $"{error.Pointer}: {error.Message}").ShouldBeEmpty();
        read.Document!.Paths.Sum(path => path.Value.Operations!.Count).ShouldBe(AllOperations.Items.Count);
    }

    [Fact]
    public async Task Every_name_in_the_document_leads_somewhere()
    {
        var document = (await Client.Get("openapi.json")).Json;
        var references = document.Descendants().OfType<JProperty>().Where(member => member.Name == "$ref").Select(member => (string)member.Value!).Distinct().ToList();
        references.Count.ShouldBeGreaterThan(8);
        references.Where(reference => document.SelectToken(reference[2..].Replace('/', '.')) is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_operation_of_the_document_is_answered_as_it_says()
    {
        var document = (await Client.Get("openapi.json")).Json;
        var seen = new HashSet<string>();
        await foreach (var (operation, reply) in CallAll())
        {
            var described = Described(document, operation);
            var response = described["responses"]![$"{reply.Status}"].ShouldNotBeNull($"{reply.Request} answers {reply.Status}");
            if (response["content"] is JObject content)
            {
                var types = content.Properties().Where(type => type.Name.StartsWith(reply.MediaType!, StringComparison.Ordinal)).ToList();
                types.Count.ShouldBe(1, $"{reply.Request} answers {reply.MediaType}");
                if (reply.MediaType!.EndsWith("json", StringComparison.Ordinal))
                    DocumentChecker.Check(document, types[0].Value["schema"]!, reply.Json).ShouldBeEmpty($"{reply.Request}: {reply.Text}");
            }
            else
            {
                reply.Body.ShouldBeEmpty();
            }

            seen.Add(operation);
        }

        seen.Order().ShouldBe(document["paths"]!.SelectMany(path => path.First!.Children<JProperty>()).Select(method => (string)method.Value["operationId"]!).Order());
    }

    [Fact]
    public async Task Every_route_is_in_the_document_and_no_other()
    {
        var document = (await Client.Get("openapi.json")).Json;
        var described = document["paths"]!.Children<JProperty>()
            .SelectMany(path => ((JObject)path.Value).Properties().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        described.Order().ShouldBe(AllOperations.Items.Select(operation => $"{operation.Method} {operation.Path}").Order());
        foreach (var operation in AllOperations.Items)
        {
            var path = operation.Path[1..].Replace("{runId}", "no-such-run", StringComparison.Ordinal).Replace("{name}", "a", StringComparison.Ordinal).Replace("{stepId}", "a", StringComparison.Ordinal);
            var reply = await Client.Send(operation.Method, path, operation.NeedsBody ? new { } : null);
            reply.Status.ShouldNotBe(StatusCodes.Status405MethodNotAllowed, reply.Request);
            if (reply.Status == StatusCodes.Status404NotFound)
                ((string?)reply.Json["code"]).ShouldNotBe("request.not-found", reply.Request);
        }
    }

    /// <summary>Calls each operation, well and badly.</summary>
    private async IAsyncEnumerable<(string Operation, RestReply Reply)> CallAll()
    {
        var strategy = new { text = await File.ReadAllTextAsync(World.Single("mock/large")), format = "yaml" };
        yield return ("createRun", await Client.Post("runs", new { runId = "large", strategy, start = true }));
        yield return ("createRun", await Client.Post("runs", new { strategy = new { text = "x", format = "yaml" } }));
        await End("large");
        yield return ("createRun", await Client.Post("runs", new { runId = "asks", strategyPath = World.Ask() }));
        yield return ("createRun", await Client.Post("runs", new { runId = "asks" }));
        yield return ("startRun", await Client.Post("runs/asks/start", new { }));
        using (var stream = await Client.Follow("runs/asks/events"))
            await stream.AwaitEvent("wait-opened");
        yield return ("getRun", await Client.Get("runs/asks"));
        yield return ("startRun", await Client.Post("runs/asks/start", new { }));
        yield return ("listRuns", await Client.Get("runs?limit=1"));
        yield return ("listRuns", await Client.Get("runs?limit=0"));
        yield return ("listQueues", await Client.Get("queues"));
        yield return ("getQueue", await Client.Get("queues/default"));
        yield return ("getQueue", await Client.Get("queues/none"));
        yield return ("steerRun", await Client.Post("runs/asks/steer", new { text = "so" }));
        yield return ("answerRun", await Client.Post("runs/asks/answer", new { agentName = "boss", text = "yes" }));
        yield return ("answerRun", await Client.Post("runs/asks/answer", new { agentName = "boss", text = "yes" }));
        await End("asks");
        yield return ("continueRun", await Client.Post("runs/asks/continue", new { input = "x" }));
        yield return ("stopRun", await Client.Post("runs/asks/stop", new { }));
        await End("asks");
        yield return ("createRun", await Client.Post("runs", new { runId = "question", strategyPath = World.Asks(), start = true }));
        using (var stream = await Client.Follow("runs/question/events"))
            await stream.AwaitEvent("question-asked");
        yield return ("getRun", await Client.Get("runs/question"));
        yield return ("pauseRun", await Client.Post("runs/question/pause", new { now = true }));
        yield return ("retryStep", await Client.Post("runs/question/steps/s1%2F0/retry"));
        yield return ("retryStep", await Client.Post("runs/question/steps/none/retry"));
        yield return ("cancelStep", await Client.Post("runs/question/steps/s1%2F0/cancel", new { reason = "enough" }));
        yield return ("cancelStep", await Client.Post("runs/question/steps/none/cancel"));
        await End("question");
        yield return ("pauseRun", await Client.Post("runs/question/pause"));
        yield return ("retryStep", await Client.Post("runs/question/steps/s1%2F0/retry"));
        await Gated("gated");
        yield return ("sendMessage", await Client.Post("runs/gated/steps/s1%2F0/messages", new { channel = "steer", text = "left", clientMessageId = "m" }));
        yield return ("sendMessage", await Client.Post("runs/gated/steps/s1/messages", new { channel = "steer", text = "left", clientMessageId = "m" }));
        yield return ("sendMessage", await Client.Post("runs/gated/steps/none/messages", new { channel = "steer", text = "left" }));
        yield return ("listMessages", await Client.Get("runs/gated/steps/s1%2F0/messages"));
        yield return ("stopRun", await Client.Post("runs/gated/stop"));
        await End("gated");
        yield return ("killRun", await Client.Post("runs/gated/kill"));
        yield return ("resumeRun", await Client.Post("runs/gated/resume"));
        yield return ("forkRun", await Client.Post("runs/gated/fork", new { start = true }));
        yield return ("forkRun", await Client.Post("runs/large/fork", new { }));
        yield return ("compareRuns", await Client.Get("runs/large/compare?with=gated"));
        yield return ("compareRuns", await Client.Get("runs/large/compare?with=nobody"));
        yield return ("listEvents", await Client.Get("runs/large/events?limit=2"));
        yield return ("listEvents", await Client.Get("runs/large/events?maxBytes=512&step=s1%2F0"));
        yield return ("getRun", await Client.Get("runs/large?limit=1&preview=true"));
        yield return ("getRun", await Client.Get("runs/large?afterStep=nowhere"));
        yield return ("getStep", await Client.Get("runs/large/steps/s1%2F0"));
        yield return ("getStep", await Client.Get("runs/large/steps/nothing"));
        yield return ("getStepResult", await Client.Get("runs/large/steps/s1%2F0/result?preview=true&maxBytes=100"));
        yield return ("waitForRun", await Client.Get("runs/large/wait"));
        yield return ("waitForRun", await Client.Get("runs/question/wait?afterSeq=0&step=s1%2F0"));
        yield return ("getResult", await Client.Get("runs/large/result"));
        yield return ("getResult", await Client.Get("runs/gated/result"));
        yield return ("getResult", await Client.Get("runs/large/result", ("Range", "bytes=0-1")));
        var artifacts = await Client.Get("runs/large/artifacts");
        yield return ("listArtifacts", artifacts);
        yield return ("getArtifact", await Client.Get($"runs/large/artifacts/{artifacts.Json["artifacts"]![0]!["name"]}"));
        yield return ("listArtifacts", await Client.Get("runs/large/artifacts?after=nothing"));
        yield return ("getCluster", await Client.Get("cluster"));
        yield return ("drainNode", await Client.Post("cluster/nodes/local/drain"));
        yield return ("finalizeCluster", await Client.Post("cluster/finalize"));
        yield return ("getDocument", await Client.Get("openapi.json"));
        yield return ("deleteRun", await Client.Delete("runs/gated"));
        yield return ("deleteRun", await Client.Delete("runs/gated"));
    }

    private static JToken Described(JObject document, string operation) => document["paths"]!
        .SelectMany(path => path.First!.Children<JProperty>())
        .Single(method => (string?)method.Value["operationId"] == operation)
        .Value;
}
