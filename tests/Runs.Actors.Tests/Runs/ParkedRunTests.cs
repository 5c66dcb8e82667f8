using System.Globalization;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Runs;

public sealed class ParkedRunTests
{
    [Fact]
    public void Runs_that_wait_for_people_have_no_cell_and_can_be_answered()
    {
        var node = new TestNode();
        var runs = Enumerable.Range(1, 20).Select(_ => node.Started(TestStrategies.Sequence("human"))).ToList();
        node.Advance(TimeSpan.FromMinutes(1));
        node.System.LiveCells.ShouldBe(0);
        node.Ask(async system => await system.List(new() { Kind = RunEntity.Kind, Limit = 100 }))
            .ShouldAllBe(listed => listed.Status == "running" && listed.State == RunSummary.Waiting);
        foreach (var (run, i) in runs.Select((run, i) => (run, i)))
            run.Answer("human", i.ToString(CultureInfo.InvariantCulture)).Require();
        runs.ForEach(run => run.UntilEnded());
        runs.Select(run => run.Result).ShouldBe(Enumerable.Range(0, 20).Select(i => i.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_result_that_comes_when_the_cell_would_go_is_not_lost()
    {
        // The handler comes back at all the times at which idle cells are swept.
        for (var quarter = 36; quarter <= 44; quarter++)
        {
            var node = TestNodes.WithProcess(async (time, _, _, _) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(quarter / 4.0), time);
                return DelegateHandler.Done("kept");
            });
            var run = node.Started(TestStrategies.Broadcast("once", "human"));
            run.UntilAttempted("once");
            run.Advance(TimeSpan.FromMinutes(1));
            node.System.LiveCells.ShouldBe(0);
            run.Answer("human", "yes").Require();
            run.UntilEnded();
            run.Result.ShouldBe("kept\n\nyes");
        }
    }
}
