using Runs.Actors.Strategies;
using Runs.Domain;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Actors.Tests.Strategies;

/// <summary>Strategies whose steps are strategies in files of their own.</summary>
public sealed class SubStrategyTests : IDisposable
{
    private readonly StrategyDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_files_of_sub_runs_and_their_prompts_become_part_of_the_strategy_that_names_them()
    {
        _directory.Write("top.yaml", Runs("review/outer.yaml"));
        _directory.Write("review/outer.yaml", Runs("./deep/inner.yaml"));
        _directory.Write("review/deep/inner.yaml", Model("prompt.md"));
        _directory.Write("review/deep/prompt.md", "Be kind.");
        var top = Load("top.yaml").Value!;
        Model(Sub(Sub(top))).SystemPrompt.ShouldBe("Be kind.");
        StrategyReader.ReadStored(StrategyWriter.ToJson(top)).Value.ShouldBe(top);
        PlanBuilder.Build(top, new PlanOptions()).Error.ShouldBeNull();
    }

    [Fact]
    public void What_can_be_read_here_can_be_sent_elsewhere()
    {
        _directory.Write("top.yaml", Runs("review/outer.yaml"));
        _directory.Write("review/outer.yaml", Runs("./deep/inner.yaml"));
        _directory.Write("review/deep/inner.yaml", Model("prompt.md"));
        _directory.Write("review/deep/prompt.md", "Be kind.");
        var source = StrategyFileLoader.ReadSource(_directory.At("top.yaml")).Value!;
        source.PromptFiles.Keys.Order(StringComparer.Ordinal).ShouldBe(["review/deep/inner.yaml", "review/deep/prompt.md", "review/outer.yaml"]);
        InlineStrategyLoader.Load(source.Text, source.Format, source.PromptFiles).Value.ShouldBe(Load("top.yaml").Value);
    }

    [Fact]
    public void A_strategy_that_is_a_sub_run_of_itself_is_refused_with_the_way_round()
    {
        _directory.Write("a.yaml", Runs("b.yaml"));
        _directory.Write("b.yaml", Runs("./c.yaml"));
        _directory.Write("c.yaml", Runs("b.yaml"));
        Load("a.yaml").Error.ShouldBe(new RunError(StrategyCodes.SubRunCycle, "b.yaml: ./c.yaml: A strategy can't be a sub-run of itself: b.yaml -> ./c.yaml -> b.yaml"));
        Load("b.yaml").Error!.Message.ShouldEndWith("b.yaml -> ./c.yaml -> b.yaml");
    }

    [Fact]
    public void A_sub_run_s_file_lies_below_the_strategy_s_own_directory_once_links_are_followed()
    {
        _directory.Write("other/secret.yaml", Model("x"));
        _directory.Write("mine/up.yaml", Runs("../other/secret.yaml"));
        _directory.Write("mine/link.yaml", Runs("here.yaml"));
        File.CreateSymbolicLink(_directory.At("mine/here.yaml"), _directory.At("other/secret.yaml"));
        Load("mine/up.yaml").Error!.Code.ShouldBe(StrategyCodes.SubRunOutside);
        Load("mine/link.yaml").Error!.Code.ShouldBe(StrategyCodes.SubRunOutside);
        _directory.Write("mine/absent.yaml", Runs("absent-too.yaml"));
        Load("mine/absent.yaml").Error!.Code.ShouldBe(StrategyCodes.SubRunNotFound);
        _directory.Write("mine/text.yaml", Runs("sub.txt"));
        Load("mine/text.yaml").Error!.Code.ShouldBe(StrategyCodes.Extension);
    }

    [Fact]
    public void What_is_wrong_with_a_sub_run_s_strategy_is_said_with_its_file_in_front()
    {
        _directory.Write("top.yaml", Runs("outer.yaml"));
        _directory.Write("outer.yaml", Runs("inner.yaml"));
        _directory.Write("inner.yaml", "name: x\nversion: '1'\nagents: {}\n");
        Load("top.yaml").Error!.Message.ShouldStartWith("outer.yaml: inner.yaml: ");
        _directory.Write("inner.yaml", "name: x\nversion: '1'\nagents: { a: {} }\nflow: { name: f, type: sequential, steps: [{ agent: a }] }\n");
        var refused = PlanBuilder.Build(Load("top.yaml").Value!, new PlanOptions());
        refused.Error.ShouldBe(new RunError(StrategyCodes.NoModel, "outer.yaml: inner.yaml: Agent \"a\" has no model. Set a model on the agent definition."));
        refused.Issues.Single().Path.ShouldBe("agents.sub.config.strategy.agents.sub.config.strategy.agents.a.model");
        PlanBuilder.Build(Load("top.yaml").Value!, new PlanOptions { ModelOverride = "m" }).Error.ShouldBeNull();
    }

    [Fact]
    public void All_files_together_have_one_limit_however_often_they_are_named()
    {
        var large = new string('x', 900_000);
        _directory.Write("large.yaml", $"# {large}\n{Model("x")}");
        _directory.Write("top.yaml", string.Concat("name: n\nversion: '1'\nagents:\n", string.Concat(Enumerable.Range(0, 4).Select(i => $"  s{i}: {{ type: run, config: {{ strategy: large.yaml }} }}\n")), "flow: { name: f, type: sequential, steps: [{ agent: s0 }] }\n"));
        Load("top.yaml").Error!.Code.ShouldBe(StrategyCodes.TooLarge);
    }

    [Fact]
    public void A_strategy_whose_sub_run_nobody_has_read_is_refused()
    {
        var unread = StrategyReader.Read(Runs("sub.yaml"), StrategyFormat.Yaml).Value!;
        PlanBuilder.Build(unread, new PlanOptions()).Error!.Code.ShouldBe(StrategyCodes.SubRunNotFound);
    }

    private StrategyResult<StrategyDefinition> Load(string name) => StrategyFileLoader.Load(_directory.At(name));

    private static StrategyDefinition Sub(StrategyDefinition strategy) => strategy.Agents.Items.OfType<RunAgentDefinition>().Single().Strategy!;

    private static LlmAgentDefinition Model(StrategyDefinition strategy) => strategy.Agents.Items.OfType<LlmAgentDefinition>().Single();

    private static string Runs(string file) =>
        $"name: n\nversion: '1'\nagents: {{ sub: {{ type: run, config: {{ strategy: {file} }} }} }}\nflow: {{ name: f, type: sequential, steps: [{{ agent: sub }}] }}\n";

    private static string Model(string prompt) =>
        $"name: n\nversion: '1'\nagents: {{ a: {{ model: m, systemPrompt: {prompt} }} }}\nflow: {{ name: f, type: sequential, steps: [{{ agent: a }}] }}\n";
}
