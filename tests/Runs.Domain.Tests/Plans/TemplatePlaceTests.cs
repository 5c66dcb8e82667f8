using System.Collections.Immutable;
using Newtonsoft.Json;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Plans;

public sealed class TemplatePlaceTests
{
    [Theory]
    [InlineData("sh", "-c", "echo $1", "_", "{{message}}")]
    [InlineData("/bin/bash", "-euo", "pipefail", "-c", "echo $1", "_", "{{message}}")]
    [InlineData("sh", "script.sh", "{{message}}")]
    [InlineData("sh", "-c", "echo {{{{")]
    [InlineData("git", "-c", "{{message}}")]
    public void A_template_is_allowed_where_it_is_data(string command, params string[] args) => Issues(command, args).ShouldBeEmpty();

    [Theory]
    [InlineData("sh", "-c", "echo {{message}}")]
    [InlineData("/usr/bin/zsh", "-lc", "{{message}}")]
    [InlineData("bash", "-c", "-e", "{{message}}")]
    [InlineData("bash", "-o", "pipefail", "-c", "echo {{message}}")]
    [InlineData("bash", "-euo", "pipefail", "-c", "echo {{message}}")]
    [InlineData("dash", "-{{message}}", "x")]
    [InlineData("ksh", "--", "{{message}}")]
    [InlineData("sh", "{{message}}", "echo")]
    public void A_template_is_refused_where_a_shell_would_run_it(string command, params string[] args) =>
        Issues(command, args).ShouldHaveSingleItem().Code.ShouldBe("strategy.template-not-allowed");

    [Theory]
    [InlineData("command: '{{input}}'", "command")]
    [InlineData("command: ls, cwd: 'a/{{steps.x.output}}'", "cwd")]
    [InlineData("command: ls, env: { K: '{{message}}' }", "env.K")]
    public void A_look_up_in_a_literal_place_is_refused(string config, string key)
    {
        var agents = $"{{ a: {{ type: process, config: {{ {config} }} }} }}";
        var definition = Read.Yaml(Read.Yaml(agents, "{ name: F, type: sequential, steps: [{ agent: a }] }"));
        var issue = PlanBuilder.Build(definition, new PlanOptions()).Issues.ShouldHaveSingleItem();
        (issue.Code, issue.Path).ShouldBe(("strategy.template-not-allowed", $"agents.a.config.{key}"));
    }

    private static ImmutableArray<StrategyIssue> Issues(string command, string[] args)
    {
        var agents = $"{{ a: {{ type: process, config: {{ command: {command}, args: {JsonConvert.SerializeObject(args)} }} }} }}";
        var definition = Read.Yaml(Read.Yaml(agents, "{ name: F, type: sequential, steps: [{ agent: a }] }"));
        return PlanBuilder.Build(definition, new PlanOptions()).Issues;
    }
}
