using Runs.Actors.Runs;
using Runs.Domain.Runs.State;
using Runs.Steps.Models;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Preparations;

public sealed class PreparationTests : IDisposable
{
    private const string Strategy = """
        name: NAME
        version: "1"
        agents: { writer: { model: mock/echo } }
        flow: { name: F, type: sequential, steps: [{ agent: writer }] }
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly TestNode _node;

    public PreparationTests() => _node = new TestNode(new TestNodeOptions
    {
        Models = [new ScriptedModel { Name = "mock/echo", Reply = "<{{input}}>" }, new ScriptedModel { Name = "mock/other", Reply = "other" }],
    });

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_continuation_takes_over_what_it_is_not_given_and_reads_the_file_anew()
    {
        var path = Write("First");
        var run = Ended(new PrepareRequest { StrategyPath = path, Cwd = "/tmp", ModelOverride = "mock/other", ManifestPath = "/tmp/manifest.json" });
        Write("Second");
        var again = Prepare(new PrepareRequest { Run = run.Id });
        again.UsedFrozenPlan.ShouldBeFalse();
        var segment = again.Segment;
        (segment.Number, segment.Plan.Name, segment.StrategyPath, segment.Cwd, segment.ModelOverride, segment.ManifestPath)
            .ShouldBe((2, "Second", path, "/tmp", "mock/other", "/tmp/manifest.json"));
        segment.Plan.Agents[0].Model.ShouldBe("mock/other");
    }

    [Fact]
    public void A_continuation_whose_file_is_gone_takes_the_frozen_plan_and_says_so()
    {
        var path = Write("Frozen");
        var run = Ended(new PrepareRequest { StrategyPath = path });
        File.Delete(path);
        var again = Prepare(new PrepareRequest { Run = run.Id });
        (again.UsedFrozenPlan, again.Segment.Plan.Name).ShouldBe((true, "Frozen"));

        run.Stop();
        var named = _node.Ask(system => system.Prepare(new PrepareRequest { Run = run.Id, StrategyPath = path }));
        named.Error!.Code.ShouldBe("strategy.not-found");
    }

    [Fact]
    public void Preparing_what_is_prepared_or_under_way_changes_nothing()
    {
        var first = Prepare(new PrepareRequest { StrategyPath = Write("One") });
        var second = Prepare(new PrepareRequest { Run = first.Run, StrategyPath = Write("Two") });
        (second.Segment.Plan.Name, second.Reply.Seq).ShouldBe(("One", first.Reply.Seq));
    }

    [Fact]
    public void A_run_that_nobody_knows_and_that_names_no_strategy_is_refused()
    {
        var named = _node.Ask(system => system.Prepare(new PrepareRequest { Run = Domain.Identity.RunId.Parse("nobody") }));
        named.Error!.Message.ShouldBe("Run not found: nobody");
        var unnamed = _node.Ask(system => system.Prepare(new PrepareRequest()));
        unnamed.Error!.Message.ShouldBe("strategyPath is required when preparing a new run");
    }

    private string Write(string name)
    {
        var path = Path.Combine(_directory.Path, "strategy.yaml");
        File.WriteAllText(path, Strategy.Replace("NAME", name, StringComparison.Ordinal));
        return path;
    }

    private PreparedRun Prepare(PrepareRequest request) => _node.Ask(system => system.Prepare(request)).Require();

    private TestRun Ended(PrepareRequest request)
    {
        var run = _node.Run(Prepare(request).Run.Value);
        run.Start("hello").IsOk.ShouldBeTrue();
        run.UntilEnded();
        run.State.Status.ShouldBe(RunStatus.Completed);
        return run;
    }
}
