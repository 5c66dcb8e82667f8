using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Runs;

public sealed class DeletionTests
{
    [Fact]
    public void A_deleted_run_leaves_neither_journal_nor_artifacts_and_its_subscribers_end()
    {
        var run = Scenario.Given(TestStrategies.Sequence("once")).WithAgent("once", new string('x', 100_000))
            .When(run => run.Start("hi"))
            .Then.That(run => run.UntilEnded()).Run;
        run.Node.Artifacts.Count.ShouldBe(1);
        run.Delete().Require();
        run.Until(deleted => deleted.State.Status == RunStatus.None, "the end of its subscription");
        run.Node.Artifacts.Count.ShouldBe(0);
        run.Node.Ask(system => system.Describe(run.Id)).Require().ShouldSatisfyAllConditions(
            reply => reply.Seq.ShouldBe(0),
            reply => reply.State.Status.ShouldBe(RunStatus.None));
        run.Node.Ask(async system => await system.List(new() { Kind = RunEntity.Kind, Limit = 10 })).ShouldBeEmpty();
    }

    [Fact]
    public void A_run_that_has_not_ended_is_not_deleted() =>
        TestStrategies.Sequence("human").WithEchoes()
            .When(run => run.Start("hi"))
            .Then.Asks("human")
            .When(run => run.Delete())
            .Then.Refused(RunErrors.Active);

    [Fact]
    public void Large_texts_flow_by_reference_through_steps_templates_and_joins_and_come_out_whole()
    {
        var large = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},"));
        var messages = new List<string>();
        var node = new TestNode(new TestNodeOptions
        {
            Agents =
            [
                new("once", _ => large),
                new("again", request =>
                {
                    messages.Add(request.Message);
                    return "read";
                }),
            ],
            Models = [new() { Name = "mock/writer", Reply = "{{input}}" }],
        });
        var broadcast = TestStrategies.Inner("broadcast", "once", "writer");
        var run = node.Started(TestStrategies.Sequence(
            "{\"agent\":\"once\",\"id\":\"big\"}", broadcast, "{\"agent\":\"again\",\"task\":\"[{{steps.big.output}}|{{message}}]\"}", "writer"));
        run.UntilEnded();
        messages.ShouldBe([$"[{large}|{large}\n\n{large}]"]);
        node.Artifacts.Count.ShouldBe(3);
        run.Frames.OfType<Actors.Frames.StepCompleted>().First().Result.Text.ShouldBe(large);
    }
}
