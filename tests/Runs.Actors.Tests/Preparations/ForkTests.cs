using Runs.Actors.Forks;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Steps.Models;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Preparations;

public sealed class ForkTests
{
    private const string Strategy = """
        name: Book
        version: "1"
        agents: { large: { model: mock/large }, writer: { model: mock/echo } }
        flow:
          name: F
          type: graph
          steps:
            - { id: source, agent: large }
            - { id: draft, agent: writer, needs: [source], task: "{{steps.source.output}}" }
            - { id: aside, agent: writer, task: "aside of {{input}}" }
        """;

    private static readonly string Large = string.Concat(Enumerable.Repeat("a large text; ", 5_000));

    private readonly TestNode _node = new(new TestNodeOptions
    {
        Models =
        [
            new ScriptedModel { Name = "mock/large", Reply = Large },
            new ScriptedModel { Name = "mock/echo", Reply = "<{{input}}>" },
            new ScriptedModel { Name = "mock/other", Reply = "other" },
        ],
    });

    [Fact]
    public void A_fork_lives_on_with_the_large_texts_that_it_took_over_when_its_source_is_deleted()
    {
        var source = Ended(new PrepareRequest { Strategy = Read() });

        var fork = _node.Run(Prepare(Of(source, "draft")).Run.Value);
        source.Delete();
        _node.Crash();
        _node.Restart();
        fork.Start("x").IsOk.ShouldBeTrue();
        fork.UntilEnded();

        fork.State.Status.ShouldBe(RunStatus.Completed);
        fork.State.Steps[new("s1/source")].IsTaken.ShouldBeTrue();
        fork.Result.ShouldBe($"<{Large}>\n\n<aside of hello>");
        (fork.State.Current!.Fork!.Run, fork.State.Current.Fork.Step).ShouldBe((source.Id.Value, "draft"));
    }

    [Fact]
    public void A_changed_model_is_that_of_what_is_executed_anew()
    {
        var source = Ended(new PrepareRequest { Strategy = Read() });

        var fork = _node.Run(Prepare(Of(source, "draft", ("agents.writer.model", "mock/other"))).Run.Value);
        fork.Start("x").IsOk.ShouldBeTrue();
        fork.UntilEnded();

        fork.Result.ShouldBe("other\n\n<aside of hello>");
    }

    [Fact]
    public void What_can_not_be_forked_is_refused_and_leaves_nothing()
    {
        var source = Ended(new PrepareRequest { Strategy = Read() });
        var before = _node.Artifacts.Count;

        Refused(Of(source, "nobody")).ShouldBe("step.not-found");
        Refused(Of(source, null)).ShouldBe("run.not-forkable");
        Refused(Of(source, "draft", ("agents.nobody.model", "m"))).ShouldBe("strategy.change-path");
        Refused(Of(source, "draft", ("flow.type", "spiral"))).ShouldBe("strategy.unknown-flow-type");
        Refused(Of(source, "draft") with { Run = source.Id }).ShouldBe("run.exists");
        Refused(Of(source, "draft") with { OnlyOwner = "stranger" }).ShouldBe("run.not-found");
        Refused(new PrepareRequest { Fork = new ForkRequest(RunId.Parse("nobody"), null) }).ShouldBe("run.not-found");
        _node.Artifacts.Count.ShouldBe(before);
    }

    [Fact]
    public void The_same_command_forks_once()
    {
        var source = Ended(new PrepareRequest { Strategy = Read() });
        var request = Of(source, "draft") with { Run = RunId.Parse("fork0"), CommandId = "c" };

        Prepare(request).Reply.Seq.ShouldBe(2);
        Prepare(request).Reply.Seq.ShouldBe(2);
        Prepare(request with { CommandId = "d" }).IsAttached.ShouldBeTrue();
    }

    private static StrategyDefinition Read() => StrategyReader.Read(Strategy, StrategyFormat.Yaml).Value!;

    private static PrepareRequest Of(TestRun source, string? from, params (string Path, string Value)[] changes) => new()
    {
        Fork = new ForkRequest(source.Id, from) { Changes = [.. changes.Select(change => KeyValuePair.Create(change.Path, change.Value))] },
    };

    private string Refused(PrepareRequest request) => _node.Ask(system => system.Prepare(request)).Error!.Code;

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
