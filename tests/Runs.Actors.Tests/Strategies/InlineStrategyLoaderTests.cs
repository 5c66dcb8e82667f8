using Runs.Actors.Strategies;
using Runs.Domain.Strategies;

namespace Runs.Actors.Tests.Strategies;

public sealed class InlineStrategyLoaderTests
{
    [Theory]
    [InlineData("a.md", "a.md")]
    [InlineData("./a.md", "a.md")]
    [InlineData("prompts/./sub/../a.md", "prompts/a.md")]
    public void A_prompt_file_is_found_by_its_path(string named, string given) =>
        Load(named, (given, "Be kind.")).Value.ShouldNotBeNull().Agents.Items.OfType<LlmAgentDefinition>().Single().SystemPrompt.ShouldBe("Be kind.");

    [Theory]
    [InlineData("a.md", "b.md", StrategyCodes.PromptNotFound)]
    [InlineData("../a.md", "a.md", StrategyCodes.PromptOutside)]
    [InlineData("b/../../a.md", "a.md", StrategyCodes.PromptOutside)]
    [InlineData("/a.md", "a.md", StrategyCodes.PromptOutside)]
    [InlineData("a.md", "./a.md", StrategyCodes.PromptOutside)]
    [InlineData("a.md", "a//b.md", StrategyCodes.PromptOutside)]
    [InlineData("a.md", "..", StrategyCodes.PromptOutside)]
    public void Anything_else_is_refused(string named, string given, string code) => Load(named, (given, "x")).Error.ShouldNotBeNull().Code.ShouldBe(code);

    [Fact]
    public void Prompt_files_are_bounded_one_by_one_and_together()
    {
        var large = new string('x', SourceLimits.MaxNamedBytes);
        Load("a.md", ("a.md", large)).IsOk.ShouldBeTrue();
        Load("a.md", ("a.md", large + "x")).Error.ShouldNotBeNull().Code.ShouldBe(StrategyCodes.TooLarge);

        var agents = string.Join(", ", Enumerable.Range(0, 4).Select(i => $"a{i}: {{ model: m, systemPrompt: {i}.md }}"));
        var four = $"name: S\nversion: '1'\nagents: {{ {agents} }}\nflow: {{ name: F, type: sequential, steps: [{{ agent: a0 }}] }}\n";
        var files = Enumerable.Range(0, 4).ToDictionary(i => $"{i}.md", _ => large);
        InlineStrategyLoader.Load(four, StrategyFormat.Yaml, files).Error.ShouldNotBeNull().Code.ShouldBe(StrategyCodes.TooLarge);
    }

    [Fact]
    public void The_text_has_the_limits_of_a_file() => InlineStrategyLoader.Load(new string(' ', SourceLimits.MaxBytes + 1), StrategyFormat.Json, new Dictionary<string, string>())
        .Error.ShouldNotBeNull().Code.ShouldBe(StrategyCodes.TooLarge);

    private static StrategyResult<StrategyDefinition> Load(string prompt, params (string Name, string Text)[] files) => InlineStrategyLoader.Load(
        $"name: S\nversion: '1'\nagents: {{ a: {{ model: m, systemPrompt: '{prompt}' }} }}\nflow: {{ name: F, type: sequential, steps: [{{ agent: a }}] }}\n",
        StrategyFormat.Yaml,
        files.ToDictionary(file => file.Name, file => file.Text));
}
