using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Http;

/// <summary>What a run's values become in a request.</summary>
public sealed class RenderingTests
{
    private const string Hostile = "../x?a=b#c\" \\ {{input}}\r\n\u00e9\ud83d\ude80";

    private readonly List<AttemptRequest> _requests = [];

    [Fact]
    public void In_an_address_a_value_stays_one_piece()
    {
        Runs("\"url\":\"https://h.example/v1/{{input}}/x?q={{message}}&r={{run.id}}\"");
        var request = _requests.ShouldHaveSingleItem();
        request.Url.ShouldStartWith("https://h.example/v1/..%2Fx%3Fa%3Db%23c%22%20%5C%20%7B%7Binput%7D%7D%0D%0A%C3%A9%F0%9F%9A%80/x?q=..%2Fx");
        var url = new Uri(request.Url);
        (url.Host, url.Segments.Length, url.Query.Split('&').Length, request.Body).ShouldBe(("h.example", 4, 2, null));
    }

    [Fact]
    public void In_json_a_value_stays_one_text()
    {
        Runs("\"url\":\"https://h.example/\",\"json\":{\"n\":1.50,\"a\":[\"<{{input}}>\",null],\"{{{{\":true}");
        var body = Newtonsoft.Json.Linq.JObject.Parse(_requests.ShouldHaveSingleItem().Body!);
        ((string?)body["a"]![0], body.Count, (bool)body["{{"]!).ShouldBe(($"<{Hostile}>", 3, true));
    }

    [Theory]
    [InlineData("\"body\":\"[{{input}}]\"", "[" + Hostile + "]")]
    [InlineData("\"method\":\"PUT\"", Hostile)]
    [InlineData("\"method\":\"DELETE\"", null)]
    public void In_a_body_a_value_is_what_it_is_and_without_one_the_message_is_sent(string config, string? body)
    {
        Runs($"\"url\":\"https://h.example/\",{config}");
        _requests.ShouldHaveSingleItem().Body.ShouldBe(body);
    }

    private void Runs(string config)
    {
        var node = new TestNode(new TestNodeOptions
        {
            Handlers = [_ => new DelegateHandler(PlanAgentKind.Http, (request, _, _) =>
            {
                _requests.Add(request);
                return new(DelegateHandler.Done("done"));
            })],
        });
        var strategy = TestStrategy.Text($"{{\"name\":\"S\",\"version\":\"1\",\"agents\":{{\"a\":{{\"type\":\"http\",\"config\":{{{config}}}}}}},\"flow\":{{\"name\":\"F\",\"type\":\"sequential\",\"steps\":[{{\"agent\":\"a\"}}]}}}}");
        node.Started(strategy, Hostile).UntilEnded();
    }
}
