using System.Text;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

public sealed class StrategyScaleTests
{
    private const int Steps = 10_000;
    private const int Levels = 200;

    [Theory]
    [InlineData(StrategyFormat.Json)]
    [InlineData(StrategyFormat.Yaml)]
    public void Ten_thousand_steps_are_planned_well_under_a_second(StrategyFormat format)
    {
        var comment = format == StrategyFormat.Json ? "/**/" : "";
        var text = new StringBuilder($$"""{ {{comment}} "name": "S", "version": "1", "agents": { "a": { "model": "m" } }, "flow": { "name": "F", "type": "sequential", "steps": [ """);
        text.Append("""{ "agent": "a", "id": "s0" }""");
        for (var i = 1; i < Steps; i++)
            text.Append($", {{ \"agent\": \"a\", \"id\": \"s{i}\", \"task\": \"{{{{steps.s{i - 1}.output}}}}\" }}");
        text.Append(" ] } }");

        var started = TimeProvider.System.GetTimestamp();
        var definition = StrategyReader.Read(text.ToString(), format);
        definition.Error.ShouldBeNull();
        var plan = PlanBuilder.Build(definition.Value!, new PlanOptions());
        var elapsed = TimeProvider.System.GetElapsedTime(started);

        plan.Error.ShouldBeNull();
        plan.Value!.Nodes.Length.ShouldBe(Steps + 1);
        elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3), "the bound is loose because the machine may be busy");
        TestContext.Current.TestOutputHelper?.WriteLine($"{format}: {elapsed.TotalMilliseconds:F0} ms");
    }

    [Fact]
    public void Ten_thousand_steps_of_a_graph_are_planned_well_under_a_second()
    {
        var random = new Random(1);
        var text = new StringBuilder("""{ "agents": { "a": { "model": "m" } }, "steps": [{ "id": "s0", "agent": "a" }""");
        for (var i = 1; i < Steps; i++)
        {
            var needs = Enumerable.Range(0, Math.Min(i, 5)).Select(_ => random.Next(i)).Distinct().ToList();
            text.Append($", {{ \"id\": \"s{i}\", \"agent\": \"a\", \"needs\": [{string.Join(", ", needs.Select(need => $"\"s{need}\""))}], \"task\": \"{{{{steps.s{needs[0]}.output}}}}\" }}");
        }

        var started = TimeProvider.System.GetTimestamp();
        var definition = StrategyReader.Read(text.Append("] }").ToString(), StrategyFormat.Json);
        definition.Error.ShouldBeNull();
        var plan = PlanBuilder.Build(definition.Value!, new PlanOptions());
        var elapsed = TimeProvider.System.GetElapsedTime(started);

        plan.Value.ShouldNotBeNull().Nodes.Sum(node => node.Needs.Length).ShouldBeGreaterThan(49_000);
        elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3), "the bound is loose because the machine may be busy");
        TestContext.Current.TestOutputHelper?.WriteLine($"{elapsed.TotalMilliseconds:F0} ms");
    }

    [Fact]
    public void Two_hundred_nested_flows_are_planned_from_json_and_block_yaml_alike()
    {
        var json = new StringBuilder("""{ "name": "S", "version": "1", "agents": { "a": { "model": "m" } }, "flow": """);
        var yaml = new StringBuilder("name: S\nversion: '1'\nagents: { a: { model: m } }\nflow:\n");
        for (var i = 0; i < Levels; i++)
        {
            json.Append($"{{ \"name\": \"F{i}\", \"type\": \"sequential\", \"steps\": [ ");
            var indent = new string(' ', (2 * i) + 2);
            var first = i == 0 ? indent : new string(' ', 2 * i) + "- ";
            yaml.Append($"{first}name: F{i}\n{indent}type: sequential\n{indent}steps:\n");
        }

        json.Append("""{ "agent": "a" }""").Insert(json.Length, " ] }", Levels).Append(" }");
        yaml.Append(new string(' ', 2 * Levels)).Append("- agent: a\n");

        var definition = Read.Json(json.ToString());
        Read.Yaml(yaml.ToString()).ShouldBe(definition);
        StrategyReader.ReadStored(StrategyWriter.ToJson(definition)).Value.ShouldBe(definition);
        PlanBuilder.Build(definition, new PlanOptions()).Value.ShouldNotBeNull().Nodes.Length.ShouldBe(Levels + 1);
    }

    [Fact]
    public void The_deepest_flow_and_value_that_are_read_fit_a_small_stack()
    {
        const int levels = (SourceLimits.MaxDepth / 2) - 2;
        var json = new StringBuilder("""{ "name": "S", "version": "1", "agents": { "a": { "model": "m", "outputSchema": { "x": """)
            .Append(new string('[', SourceLimits.MaxDepth - 4)).Append(new string(']', SourceLimits.MaxDepth - 4)).Append("""} } }, "flow": """);
        for (var i = 0; i < levels; i++)
            json.Append("""{ "name": "F", "type": "broadcast", "steps": [ """);
        json.Append("""{ "agent": "a" }""").Insert(json.Length, " ] }", levels).Append(" }");

        StrategyResult<Plan>? plan = null;
        var thread = new Thread(
            () =>
            {
                var definition = Read.Json(json.ToString());
                StrategyReader.ReadStored(StrategyWriter.ToJson(definition)).Value.ShouldBe(definition);
                plan = PlanBuilder.Build(definition, new PlanOptions());
            },
            maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        plan.ShouldNotBeNull().Value.ShouldNotBeNull().Nodes.Length.ShouldBe(levels + 1);
    }

    [Fact]
    public void A_file_full_of_mistakes_gets_a_short_answer()
    {
        var steps = string.Join(',', Enumerable.Repeat("1", 100_000));
        var result = StrategyReader.Read(Read.Yaml("{}", $"{{ name: F, type: sequential, steps: [{steps}] }}"), StrategyFormat.Yaml);
        result.Issues.Length.ShouldBe(201);
        result.Error.ShouldNotBeNull().Message.ShouldEndWith("\n  - flow.steps.199: Invalid input\n  - : Further issues are left out");
    }
}
