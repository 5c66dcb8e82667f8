using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class ErasureTests
{
    private static readonly RunError Stuck = new(RunErrors.ArtifactsNotDeleted, "stuck");

    [Fact]
    public void Only_a_run_that_is_not_under_way_is_erased_and_its_artifacts_go_first()
    {
        Given.Steps("a").When(new EraseRun()).ThenRefused(RunErrors.NotFound, "Run not found: r1");
        Given.Steps("a").Started().When(new EraseRun()).ThenRefused(RunErrors.Active, "Run r1 has not ended (running); stop or kill it first.");
        Given.Steps("a").Prepared().When(new EraseRun()).Then("erasure-begun request").When(new ReportErasure(null)).State.IsErased.ShouldBeTrue();

        var run = Given.Steps("a").Started().Runs().When(new EraseRun());
        run.State.IsErased.ShouldBeFalse();
        run.When(new ReportErasure(null)).State.IsErased.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_else_happens_to_a_run_that_is_being_erased()
    {
        const string message = "Run r1 is being deleted; give the new run another id, or wait until it is gone.";
        var run = Given.Steps("a").Started().Runs().Prepared().When(new EraseRun());
        run.When(new PrepareRun(run.Preparation)).ThenRefused(RunErrors.Erasing, message);
        run.When(new ContinueRun("more")).ThenRefused(RunErrors.Erasing, message);
        run.When(new EraseRun()).ThenNothing();
        run.State.IsBeingErased.ShouldBeTrue();
    }

    [Fact]
    public void A_run_whose_artifacts_stay_stays_too_and_can_be_continued()
    {
        var run = Given.Steps("a").Started().Runs().When(new EraseRun()).When(new ReportErasure(Stuck)).Then("erasure-failed stuck");
        run.State.Erasure.ShouldBe(new Erasure(Erasure.ByRequest, run.Now, 1, Stuck));
        Owed.WakeUp(run.State).ShouldBeNull();
        run.Continued().Runs().Result.ShouldBe("a(more)");
        run.State.Erasure.ShouldBeNull();
    }

    [Fact]
    public void A_report_that_nobody_waits_for_any_more_changes_nothing()
    {
        var run = Given.Steps("a").Started().Runs().When(new EraseRun()).When(new ReportErasure(Stuck));
        run.When(new ReportErasure(null)).ThenNothing().State.IsErased.ShouldBeFalse();
        run.When(new ReportErasure(Stuck)).ThenNothing();
    }
}
