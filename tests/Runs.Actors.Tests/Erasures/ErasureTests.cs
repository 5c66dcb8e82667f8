using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Erasures;

public sealed class ErasureTests
{
    [Fact]
    public void The_receipt_names_what_is_gone()
    {
        var run = Ended();
        var receipt = run.Delete().Require();
        (receipt.Run, receipt.Bytes).ShouldBe((run.Id, 100_000));
        receipt.Artifacts.ShouldBe(["s1.0-final.md", "artifact-1"]);
        run.Delete().Error!.Code.ShouldBe(RunErrors.NotFound);
    }

    [Fact]
    public void A_deletion_that_was_begun_is_carried_out_after_a_crash()
    {
        var run = Ended();
        run.Node.Artifacts.DeletionFault = "not yet";
        run.Node.Ask(system => system.Ask(run.Id, new EraseRun())).Require().State.IsBeingErased.ShouldBeTrue();
        run.Node.Crash();
        run.Node.Artifacts.DeletionFault = null;
        run.Node.Restart();
        run.Until(gone => gone.State.Status == RunStatus.None, "the run to go");
        run.Node.Artifacts.Count.ShouldBe(0);
    }

    [Fact]
    public void A_crash_between_the_artifacts_and_the_journal_leaves_nothing_of_either()
    {
        var run = Ended();
        run.Node.Ask(system => system.Ask(run.Id, new EraseRun())).Require();
        run.Until(begun => begun.Node.Artifacts.Count == 0, "the end of the artifacts");
        run.Node.Crash();
        run.Node.Restart();
        run.Until(gone => gone.State.Status == RunStatus.None, "the run to go");
        run.Node.Ask(async system => await system.List(new() { Kind = RunEntity.Kind, Limit = 10 })).ShouldBeEmpty();
    }

    [Fact]
    public void A_run_whose_artifacts_cant_be_deleted_stays_as_it_was_and_can_be_deleted_later()
    {
        var run = Ended();
        run.Node.Artifacts.DeletionFault = "The disk is stuck.";
        run.Delete().Error!.Code.ShouldBe(RunErrors.ArtifactsNotDeleted);
        var kept = run.Node.Ask(system => system.Describe(run.Id)).Require().State;
        (kept.Status, kept.Erasure!.Error!.Code).ShouldBe((RunStatus.Completed, RunErrors.ArtifactsNotDeleted));
        run.Node.Artifacts.Count.ShouldBe(1);

        run.Node.Artifacts.DeletionFault = null;
        run.Delete().Require().Bytes.ShouldBe(100_000);
    }

    [Fact]
    public void A_run_of_the_same_id_begins_with_nothing_of_the_one_that_was_deleted()
    {
        var run = Ended();
        run.Delete().Require();
        run.Prepare(TestStrategies.Sequence("once", "human")).Require();
        run.Start().Require();
        run.Node.Until(() => run.Node.Artifacts.Count == 1, "the result of the next run");
        run.Delete().Error!.Code.ShouldBe(RunErrors.Active);
        run.Node.Artifacts.Count.ShouldBe(1);
    }

    private static TestRun Ended()
    {
        var node = new TestNode(new TestNodeOptions { Agents = [new("once", _ => new string('x', 100_000))] });
        var run = node.Started(TestStrategies.Sequence("once"));
        run.UntilEnded();
        return run;
    }
}
