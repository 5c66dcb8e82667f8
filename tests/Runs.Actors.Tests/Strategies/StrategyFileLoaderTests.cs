using Runs.Actors.Strategies;
using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Tests.Strategies;

public sealed class StrategyFileLoaderTests : IDisposable
{
    private const string Json = """{ "name": "S" /* ! */, "version": "1", "agents": {}, "flow": { "name": "F", "type": "sequential", "steps": [{ "agent": "a" }] } }""";
    private const string Yaml = "name: S\nversion: '1'\nagents: {}\nflow: { name: F, type: sequential, steps: [{ agent: a }] }\n";

    private readonly StrategyDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("a.json", Json)]
    [InlineData("a.JSONC", Json)]
    [InlineData("a.yaml", Yaml)]
    [InlineData("a.Yml", "\ufeff" + Yaml)]
    public void The_extension_decides_the_format(string name, string content) =>
        StrategyFileLoader.Load(directory.Write(name, content)).Value.ShouldNotBeNull().Name.ShouldBe("S");

    [Fact]
    public void Another_extension_is_refused() => StrategyFileLoader.Load("a.txt").Error.ShouldBe(new RunError(
        "strategy.extension", "Unsupported strategy file extension: .txt. Use .json, .jsonc, .yaml, or .yml."));

    [Theory]
    [InlineData("none.yaml")]
    [InlineData("nul\0.yaml")]
    public void A_file_that_does_not_exist_is_refused(string name)
    {
        var path = directory.At(name);
        StrategyFileLoader.Load(path).Error.ShouldBe(new RunError("strategy.not-found", $"Strategy file not found: {path}"));
    }

    [Fact]
    public void A_directory_is_no_strategy_file() =>
        StrategyFileLoader.Load(Directory.CreateDirectory(directory.At("d.json")).FullName).Error.ShouldNotBeNull().Code.ShouldBe("strategy.not-found");

    [Fact]
    public void Invalid_utf_8_is_refused() =>
        StrategyFileLoader.Load(directory.Write("a.yaml", [.. "name: "u8, 0xff])).Error.ShouldNotBeNull().Code.ShouldBe("strategy.encoding");

    [Fact]
    public void A_file_over_one_mebibyte_is_refused() =>
        StrategyFileLoader.Load(directory.Write("a.yaml", new string('#', SourceLimits.MaxBytes + 1))).Error.ShouldNotBeNull().Code.ShouldBe("strategy.too-large");

    [Fact]
    public void An_invalid_file_is_refused_with_its_issues()
    {
        var result = StrategyFileLoader.Load(directory.Write("a.yaml", "name: S\n"));
        result.Error.ShouldNotBeNull().Code.ShouldBe("strategy.invalid");
        result.Issues.Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("prompt.md")]
    [InlineData("sub/../prompt.md")]
    [InlineData("link.md")]
    public void A_prompt_file_under_the_strategy_s_directory_is_embedded(string prompt)
    {
        directory.Write("s/prompt.md", "Be kind.\n");
        File.CreateSymbolicLink(directory.At("s/link.md"), "prompt.md");
        Prompt(StrategyFileLoader.Load(directory.WriteStrategy(prompt))).ShouldBe("Be kind.\n");
    }

    [Fact]
    public void A_strategy_in_a_linked_directory_finds_its_prompts()
    {
        directory.Write("s/prompt.txt", "Be kind.");
        directory.WriteStrategy("prompt.txt");
        Directory.CreateSymbolicLink(directory.At("linked"), directory.At("s"));
        Prompt(StrategyFileLoader.Load(directory.At("linked/strategy.yaml"))).ShouldBe("Be kind.");
    }

    [Fact]
    public void The_template_of_a_prompt_is_embedded_too()
    {
        directory.Write("p.txt", "You are {{name}}.");
        var path = directory.Write("a.yaml", Yaml.Replace("{}", "{ a: { systemPromptTemplate: { template: p.txt, variables: { name: x } } } }", StringComparison.Ordinal));
        var agent = StrategyFileLoader.Load(path).Value.ShouldNotBeNull().Agents[0].ShouldBeOfType<LlmAgentDefinition>();
        agent.SystemPromptTemplate.ShouldNotBeNull().Template.ShouldBe("You are {{name}}.");
    }

    [Fact]
    public void A_prompt_that_names_no_file_is_taken_as_it_is() =>
        Prompt(StrategyFileLoader.Load(directory.WriteStrategy("Read notes.md first."))).ShouldBe("Read notes.md first.");

    [Fact]
    public void A_prompt_file_that_does_not_exist_is_refused() =>
        StrategyFileLoader.Load(directory.WriteStrategy("none.md")).Error.ShouldBe(new RunError(
            "strategy.prompt-not-found", $"System prompt file not found: {directory.At("s/none.md")}"));

    [Theory]
    [InlineData("../secret.md")]
    [InlineData("link.md")]
    [InlineData("out/secret.md")]
    [InlineData("{root}/secret.md")]
    [InlineData("{root}/s-too/secret.md")]
    public void A_prompt_file_outside_the_strategy_s_directory_is_refused(string prompt)
    {
        directory.Write("secret.md", "secret");
        directory.Write("s-too/secret.md", "secret");
        Directory.CreateDirectory(directory.At("s"));
        File.CreateSymbolicLink(directory.At("s/link.md"), "../secret.md");
        Directory.CreateSymbolicLink(directory.At("s/out"), directory.Root);
        var path = directory.WriteStrategy(prompt.Replace("{root}", directory.Root, StringComparison.Ordinal));
        StrategyFileLoader.Load(path).Error.ShouldNotBeNull().Code.ShouldBe("strategy.prompt-outside");
    }

    [Fact]
    public void A_link_that_leads_to_itself_is_not_found()
    {
        Directory.CreateDirectory(directory.At("s"));
        File.CreateSymbolicLink(directory.At("s/loop.md"), "loop.md");
        StrategyFileLoader.Load(directory.WriteStrategy("loop.md")).Error.ShouldNotBeNull().Code.ShouldBe("strategy.prompt-not-found");
    }

    [Fact]
    public void Prompt_files_are_bounded_together()
    {
        directory.Write("p.md", new string('x', 1 << 20));
        var agents = string.Join(", ", Enumerable.Range(0, 4).Select(i => $"a{i}: {{ systemPrompt: p.md }}"));
        var path = directory.Write("a.yaml", Yaml.Replace("{}", $"{{ {agents} }}", StringComparison.Ordinal));
        StrategyFileLoader.Load(path).Error.ShouldNotBeNull().Code.ShouldBe("strategy.too-large");
    }

    private static string? Prompt(StrategyResult<StrategyDefinition> result)
    {
        result.Error.ShouldBeNull();
        return result.Value.ShouldNotBeNull().Agents[0].ShouldBeOfType<LlmAgentDefinition>().SystemPrompt;
    }
}
