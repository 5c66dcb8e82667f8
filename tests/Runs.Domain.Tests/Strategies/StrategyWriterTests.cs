using System.Globalization;
using Newtonsoft.Json;
using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

public sealed class StrategyWriterTests
{
    [Fact]
    public void What_is_written_is_read_back_equal()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var definition = new DefinitionGenerator(new Random(seed)).Definition();
            var json = StrategyWriter.ToJson(definition);
            var read = StrategyReader.ReadStored(json);
            read.Error.ShouldBeNull($"seed {seed}: {json}");
            read.Value.ShouldBe(definition, $"seed {seed}: {json}");
            StrategyWriter.ToJson(read.Value!).ShouldBe(json, $"seed {seed}");
        }
    }

    [Fact]
    public void A_strategy_that_grew_by_its_prompts_is_read_back()
    {
        var definition = Read.Yaml(Read.Yaml("{ a: {} }", "{ name: F, type: sequential, steps: [{ agent: a }] }"));
        var grown = definition with { Agents = [((LlmAgentDefinition)definition.Agents[0]) with { SystemPrompt = new string('x', 2 << 20) }] };
        StrategyReader.ReadStored(StrategyWriter.ToJson(grown)).Value.ShouldBe(grown);
    }

    [Fact]
    public void A_flow_tree_has_the_key_order_that_clients_know()
    {
        const string flow = """
            { concurrency: 2, type: cycle, breakCycleSignalMatch: exact, breakCycleSignals: [x], observer: a, cycles: 3, id: i,
              steps: [{ retry: { maxAttempts: 2 }, id: s, description: D, agent: a }, { separator: ",", type: broadcast, steps: [{ agent: a }], name: B }],
              description: About, name: F }
            """;
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
            StrategyWriter.WriteFlowTree(Read.Yaml(Read.Yaml("{ a: {} }", flow.ReplaceLineEndings(" "))).Flow, writer);

        const string expected = """
            {"name":"F","description":"About","steps":[{"agent":"a","description":"D","id":"s",
            "retry":{"maxAttempts":2,"backoff":"1s","maxBackoff":"1m","multiplier":2.0,"jitter":0.2,"on":["any"]}},
            {"name":"B","steps":[{"agent":"a"}],"type":"broadcast","separator":","}],"type":"cycle","cycles":3,"observer":"a",
            "breakCycleSignals":["x"],"breakCycleSignalMatch":"exact","concurrency":2,"id":"i"}
            """;
        text.ToString().ShouldBe(expected.ReplaceLineEndings(""));
    }
}
