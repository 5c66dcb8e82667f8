using Runs.Domain.Runs;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Erasures;

public sealed class RetentionTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);

    [Fact]
    public void When_its_time_has_come_a_run_and_its_artifacts_disappear_without_any_call()
    {
        var run = Ended();
        run.Advance(Kept - TimeSpan.FromMinutes(1));
        Status(run).ShouldBe(RunStatus.Completed);
        run.Node.Artifacts.Count.ShouldBe(1);
        run.Until(gone => gone.State.Status == RunStatus.None, "the end of the run's time", TimeSpan.FromMinutes(2));
        run.Node.Artifacts.Count.ShouldBe(0);
        Status(run).ShouldBe(RunStatus.None);
    }

    [Fact]
    public void A_time_that_came_while_the_node_was_down_counts_at_its_next_start()
    {
        var run = Ended();
        run.Node.Crash();
        run.Advance(Kept * 5);
        run.Node.Artifacts.Count.ShouldBe(1);
        run.Node.Restart();
        run.Until(gone => gone.State.Status == RunStatus.None, "the late end of the run", TimeSpan.FromMinutes(2));
        run.Node.Artifacts.Count.ShouldBe(0);
    }

    [Fact]
    public void A_run_that_is_under_way_again_is_kept()
    {
        var run = Ended();
        run.Advance(Kept / 2);
        run.Prepare(TestStrategies.Sequence("human")).Require();
        run.Continue("more").Require();
        run.UntilParked();
        run.Advance(Kept * 2);
        run.State.Status.ShouldBe(RunStatus.Running);
        run.Node.Artifacts.Count.ShouldBe(1);
    }

    [Fact]
    public void What_cant_be_deleted_stays_is_told_and_is_deleted_when_it_can_be()
    {
        var run = Ended();
        run.Node.Artifacts.DeletionFault = "The disk is stuck.";
        run.Until(kept => kept.Seen<ErasureFailed>().Count == 3, "three failures", Kept + TimeSpan.FromMinutes(10));
        run.Seen<ErasureFailed>()[0].Error.ShouldBe(new(
            RunErrors.ArtifactsNotDeleted, "The artifacts of run run-1 can't be deleted, so the run stays: The disk is stuck."));
        Status(run).ShouldBe(RunStatus.Completed);

        run.Crash();
        run.Node.Artifacts.DeletionFault = null;
        run.Until(gone => gone.State.Status == RunStatus.None, "the run to go", TimeSpan.FromHours(1));
        run.Node.Artifacts.Count.ShouldBe(0);
    }

    private static TestRun Ended()
    {
        var node = new TestNode(new TestNodeOptions
        {
            Agents = [new("once", _ => new string('x', 100_000))],
            Runs = new RunSettings { Retention = Kept },
        });
        var run = node.Started(TestStrategies.Sequence("once"));
        run.UntilEnded();
        return run;
    }

    private static RunStatus Status(TestRun run) => run.Node.Ask(system => system.Describe(run.Id)).Require().State.Status;
}
