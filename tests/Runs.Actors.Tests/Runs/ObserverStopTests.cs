using Runs.Domain.Runs.State;
using Runs.Steps.Models;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Runs;

public sealed class ObserverStopTests
{
    [Fact]
    public void An_observer_stops_with_its_run_like_any_other_step()
    {
        var node = new TestNode(new TestNodeOptions
        {
            Models =
            [
                new ScriptedModel { Name = "m/worker", Reply = "draft" },
                new ScriptedModel { Name = "m/observer", Deltas = ["hm "], Repeat = 100, Delay = TimeSpan.FromMinutes(1) },
            ],
        });
        var run = node.Started("""
            name: Review
            version: "1"
            agents: { worker: { model: m/worker }, critic: { model: m/observer } }
            flow: { name: Review, type: cycle, cycles: 3, observer: critic, steps: [{ agent: worker }] }
            """);
        run.UntilAttempted("critic");
        var before = node.Now;
        run.Stop().IsOk.ShouldBeTrue();
        run.UntilEnded();
        run.State.Status.ShouldBe(RunStatus.Cancelled);
        (node.Now - before).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        run.Frames[^1].Type.ShouldBe("strategy_error");
    }
}
