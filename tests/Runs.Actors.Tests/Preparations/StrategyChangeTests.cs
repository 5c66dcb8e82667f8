using Runs.Actors.Forks;
using Runs.Domain.Strategies;

namespace Runs.Actors.Tests.Preparations;

public sealed class StrategyChangeTests
{
    private const string Strategy = """
        name: S
        version: "1"
        agents: { "a.b": { model: m/one }, c: { model: m/two, maxSteps: 3 } }
        flow: { name: F, type: graph, steps: [{ id: x, agent: "a.b" }, { id: y, name: inner, type: sequential, steps: [{ id: z, agent: c, task: old }] }] }
        """;

    [Theory]
    [InlineData("agents.c.model", "m/new", "agents.c.model")]
    [InlineData("agents.\"a.b\".model", "m/new", "agents['a.b'].model")]
    [InlineData("agents.c.maxSteps", "7", "agents.c.maxSteps")]
    [InlineData("steps.z.task", "new", "flow.steps[1].steps[0].task")]
    [InlineData("steps.z.retry", "{\"maxAttempts\": 2}", "flow.steps[1].steps[0].retry.maxAttempts")]
    [InlineData("flow.steps.0.timeout", "30s", "flow.steps[0].timeout")]
    [InlineData("name", "T", "name")]
    public void A_value_is_set_where_its_path_leads(string path, string value, string place)
    {
        var changed = StrategyChange.Apply(Read(), [KeyValuePair.Create(path, value)]).Require();

        var written = Newtonsoft.Json.Linq.JObject.Parse(StrategyWriter.ToJson(changed)).SelectToken(place)!.ToString();
        value.ShouldContain(written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("agents..model")]
    [InlineData("agents.d.model")]
    [InlineData("steps.nobody.task")]
    [InlineData("flow.steps.9.task")]
    [InlineData("flow.steps.9")]
    [InlineData("name.first")]
    [InlineData("agents.\"a.b")]
    public void A_path_that_leads_to_nothing_is_refused(string path)
    {
        var refused = StrategyChange.Apply(Read(), [KeyValuePair.Create(path, "x")]);

        (refused.Error?.Code).ShouldBeOneOf("strategy.change-path", "strategy.invalid");
    }

    [Fact]
    public void What_the_changes_make_of_the_strategy_must_read()
    {
        StrategyChange.Apply(Read(), [KeyValuePair.Create("agents.c.maxSteps", "none")]).Error!.Code.ShouldBe("strategy.invalid");
    }

    private static StrategyDefinition Read() => StrategyReader.Read(Strategy, StrategyFormat.Yaml).Value!;
}
