using System.Collections.Immutable;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Plans;

public sealed class HttpPlanTests
{
    [Theory]
    [InlineData("https://h")]
    [InlineData("HTTPS://h.example:8443/a?b=c")]
    [InlineData("https://h/items/{{input}}?q={{message}}")]
    [InlineData("https://h?q={{input}}")]
    [InlineData("http://[::1]/a/..b/c..")]
    public void An_address_is_one_host_and_what_lies_behind_it(string url) => Issues($"url: \"{url}\"").ShouldBeEmpty();

    [Theory]
    [InlineData("{{input}}")]
    [InlineData("{{input}}://h/")]
    [InlineData("https://{{input}}/")]
    [InlineData("https://h{{input}}/")]
    [InlineData("https://h.example.{{input}}")]
    [InlineData("https://h:{{input}}/")]
    [InlineData("https://{{input}}@h/")]
    [InlineData("https://user:word@h/")]
    [InlineData("https://h/#{{input}}")]
    [InlineData("https://h\\\\x/")]
    [InlineData("https://h/a b")]
    [InlineData("https:///a")]
    [InlineData("https://h:99999/")]
    [InlineData("ftp://h/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/items")]
    [InlineData("https://h/a/../b")]
    [InlineData("https://h/a/%2e%2E/b")]
    [InlineData("https://h/a%2f..%2Fb")]
    [InlineData("https://h/a/..;v=1/b")]
    public void An_address_that_a_value_could_lead_elsewhere_is_refused(string url)
    {
        var issue = Issues($"url: \"{url}\"").ShouldHaveSingleItem();
        (issue.Code, issue.Path).ShouldBe(("strategy.value", "agents.a.config.url"));
    }

    [Theory]
    [InlineData("url: 'https://h/', headers: { accept: '{{input}}' }", "strategy.template-not-allowed", "headers.accept")]
    [InlineData("url: 'https://h/{{nope}}'", "strategy.unknown-look-up", "url")]
    [InlineData("url: 'https://h/', body: '{{steps.s.output}}'", "strategy.look-up-order", "body")]
    [InlineData("url: 'https://h/', json: { a: ['{{nope}}'] }", "strategy.unknown-look-up", "json")]
    [InlineData("url: 'https://h/', json: { a: '{{' }", "strategy.template", "json")]
    public void Look_ups_are_checked_where_they_are_allowed_and_refused_elsewhere(string config, string code, string key)
    {
        var issue = Issues(config).ShouldHaveSingleItem();
        (issue.Code, issue.Path).ShouldBe((code, $"agents.a.config.{key}"));
    }

    [Theory]
    [InlineData("", HttpVerb.Get, ReplayPolicy.Safe)]
    [InlineData(", body: ''", HttpVerb.Post, ReplayPolicy.Never)]
    [InlineData(", json: null", HttpVerb.Post, ReplayPolicy.Never)]
    [InlineData(", method: PUT", HttpVerb.Put, ReplayPolicy.Safe)]
    [InlineData(", method: DELETE", HttpVerb.Delete, ReplayPolicy.Safe)]
    [InlineData(", method: PATCH", HttpVerb.Patch, ReplayPolicy.Never)]
    [InlineData(", method: POST, replay: safe", HttpVerb.Post, ReplayPolicy.Safe)]
    public void The_method_says_what_goes_without_saying(string config, HttpVerb method, ReplayPolicy replay)
    {
        var settings = Settings($"url: 'https://h/'{config}");
        (settings.Method, settings.Replay).ShouldBe((method, replay));
        settings.ExpectStatus.ShouldBe([StatusRange.Success]);
    }

    [Fact]
    public void What_is_given_is_planned()
    {
        var settings = Settings("url: 'https://h/', expectStatus: [200, 4xx], redirectHosts: [B.example, '[::1]:81'], headersFromEnv: { authorization: Bearer KEY, x: KEY }, json: { 'a': [1.50, '{{input}}'] }");
        settings.ExpectStatus.ShouldBe([new StatusRange(200, 200), new StatusRange(400, 499)]);
        settings.RedirectHosts.Select(host => (host.Name, host.Port)).ShouldBe([("b.example", null), ("::1", 81)]);
        settings.HeadersFromEnv.ShouldBe([new SecretHeader("authorization", "Bearer", "KEY"), new SecretHeader("x", "", "KEY")]);
        (settings.IsJson, settings.Body!.Text).ShouldBe((true, "{\"a\":[1.50,\"{{input}}\"]}"));
    }

    [Theory]
    [InlineData("h", "https://h/", true)]
    [InlineData("h", "http://H:80/", true)]
    [InlineData("h", "https://h:80/", false)]
    [InlineData("h:81", "http://h:81/", true)]
    [InlineData("h:81", "http://h/", false)]
    [InlineData("h.example", "http://h.example.evil/", false)]
    [InlineData("[::1]:81", "http://[::1]:81/", true)]
    [InlineData("bücher.example", "https://xn--bcher-kva.example/", true)]
    public void A_host_is_matched_whole_with_its_port(string host, string url, bool matches)
    {
        UrlHost.TryParse(host, out var parsed).ShouldBeTrue();
        parsed.Matches(new Uri(url)).ShouldBe(matches);
    }

    private static HttpSettings Settings(string config) =>
        (HttpSettings)PlanBuilder.Build(Strategy(config), new PlanOptions()).Value.ShouldNotBeNull().Agents[0].Settings;

    private static ImmutableArray<StrategyIssue> Issues(string config) => PlanBuilder.Build(Strategy(config), new PlanOptions()).Issues;

    private static StrategyDefinition Strategy(string config) => Read.Yaml(Read.Yaml(
        $"{{ a: {{ type: http, config: {{ {config} }} }} }}", "{ name: F, type: sequential, steps: [{ agent: a, id: s }] }"));
}
