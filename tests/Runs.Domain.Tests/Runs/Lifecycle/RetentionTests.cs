using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class RetentionTests
{
    private static readonly RunError Stuck = new(RunErrors.ArtifactsNotDeleted, "stuck");
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void A_run_is_kept_for_its_time_from_its_end_and_then_erased()
    {
        var run = Kept("1d").Started();
        Owed.WakeUp(run.State).ShouldNotBe(run.Now + Day);
        run.Runs();
        RetentionRules.ExpiresAt(run.State).ShouldBe(run.Now + Day);
        run.After(Day - TimeSpan.FromMilliseconds(1)).ThenNothing();
        run.After(TimeSpan.FromMilliseconds(1)).Then("erasure-begun retention");
        run.When(new ReportErasure(null)).State.IsErased.ShouldBeTrue();
    }

    [Fact]
    public void A_run_without_a_time_is_kept_for_ever()
    {
        var run = Given.Steps("a").Started().Runs();
        Owed.WakeUp(run.State).ShouldBeNull();
        RetentionRules.ExpiresAt(run.State).ShouldBeNull();
    }

    [Fact]
    public void The_strategy_wins_over_the_settings()
    {
        var settings = new RunSettings { Retention = TimeSpan.FromDays(9) };
        RetentionRules.ExpiresAt(Given.Flow("type: sequential, steps: [{ agent: a }]", settings).Started().Runs().State).ShouldBe(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero));
        RetentionRules.ExpiresAt(Given.Flow("type: sequential, retention: 1d, steps: [{ agent: a }]", settings).Started().Runs().State).ShouldBe(new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_stopped_run_is_kept_no_longer_than_one_that_completed() =>
        Kept("1d").Started().When(new KillRun()).After(Day).Then("erasure-begun retention");

    [Fact]
    public void A_continuation_disarms_it_and_its_own_end_counts()
    {
        var run = Kept("1d").Started().Runs().After(Day / 2).Prepared();
        Owed.WakeUp(run.State).ShouldBe(run.Now + TimeSpan.FromHours(24), "only the preparation expires");
        run.After(Day / 2).ThenNothing().When(new ContinueRun("more")).Runs();
        run.After(Day - TimeSpan.FromSeconds(1)).ThenNothing();
        run.After(TimeSpan.FromSeconds(1)).Then("erasure-begun retention");
    }

    [Fact]
    public void A_continuation_that_is_dropped_gives_no_more_time()
    {
        var run = Kept("1h").Started().Runs().Prepared().After(TimeSpan.FromHours(2)).ThenNothing();
        run.When(new StopRun()).Then("preparation-dropped").After(TimeSpan.Zero).Then("erasure-begun retention");
    }

    [Fact]
    public void What_cant_be_erased_is_tried_again_after_ever_longer_waits()
    {
        var run = Kept("1h").Started().Runs().Wakes().Then("erasure-begun retention");
        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            run.When(new ReportErasure(Stuck)).Then("erasure-failed stuck retry");
            Owed.WakeUp(run.State).ShouldBe(run.Now + TimeSpan.FromMinutes(minutes));
            run.Wakes().Then("erasure-begun retention");
        }

        run.State.Erasure!.Failures.ShouldBe(8);
        run.When(new ReportErasure(null)).State.IsErased.ShouldBeTrue();
    }

    [Fact]
    public void Erasing_it_by_request_in_vain_leaves_its_time_as_it_was()
    {
        var run = Kept("1d").Started().Runs();
        var due = Owed.WakeUp(run.State);
        run.When(new EraseRun());
        Owed.WakeUp(run.State).ShouldBeNull();
        run.When(new ReportErasure(Stuck));
        Owed.WakeUp(run.State).ShouldBe(due);
    }

    [Theory]
    [InlineData("type: sequential, retention: 0s, steps: [{ agent: a }]")]
    [InlineData("type: sequential, retention: soon, steps: [{ agent: a }]")]
    public void Only_the_root_flow_has_it_and_only_as_a_time(string flow) => Should.Throw<ArgumentException>(() => Given.Flow(flow));

    private static RunScript Kept(string time) => Given.Flow($"type: sequential, retention: {time}, steps: [{{ agent: a }}]");
}
