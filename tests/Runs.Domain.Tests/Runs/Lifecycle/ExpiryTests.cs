using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class ExpiryTests
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_run_that_takes_too_long_cancels_what_has_not_begun_and_ends_expired_when_its_attempts_have_stopped()
    {
        var run = Graph().Started().After(Most).Then("run-expired").ThenLive("s1/a");
        (run.State.Status, run.PhaseOf("s1/b")).ShouldBe((RunStatus.Cancelling, StepPhase.Cancelled));

        run.Stops("s1/a").Then("attempt-stopped s1/a #1", "run-ended expired: The run took longer than 1m (maxDuration).").State.Status.ShouldBe(RunStatus.Expired);
    }

    [Fact]
    public void A_run_that_was_stopping_already_ends_expired_too()
    {
        var run = Given.Flow("type: graph, maxDuration: 5s, steps: [{ id: a, agent: once }]").Started().When(new StopRun()).After(TimeSpan.FromSeconds(5)).Then("run-expired");

        run.After(TimeSpan.FromSeconds(5)).Then("attempt-stopped s1/a #1 given up", "run-ended expired: The run took longer than 5s (maxDuration).");
    }

    [Fact]
    public void What_does_not_stop_is_given_up_after_the_grace()
    {
        Graph().Started().After(Most).After(TimeSpan.FromSeconds(10)).State.Status.ShouldBe(RunStatus.Expired);
    }

    [Fact]
    public void The_clock_goes_on_while_the_run_is_paused_or_quarantined()
    {
        Graph().Started().When(new PauseRun()).Replies("s1/a").After(Most).State.Status.ShouldBe(RunStatus.Expired);

        var quarantined = Given.Flow("type: sequential, maxDuration: 1m, steps: [{ agent: a }]", new() { MaxRecoveries = 0 }).Started();
        quarantined.Node = 2;
        quarantined.When(new RecoverRun()).State.Status.ShouldBe(RunStatus.Quarantined);
        quarantined.Wakes().Then("run-expired");
    }

    [Fact]
    public void The_strategys_time_counts_before_that_of_the_settings_and_each_segment_has_its_own()
    {
        var run = Given.Flow("type: sequential, maxDuration: 1m, steps: [{ agent: once }]", new() { MaxDuration = TimeSpan.FromSeconds(1) }).Started();
        run.After(TimeSpan.FromSeconds(59)).Replies("s1/0").State.Status.ShouldBe(RunStatus.Completed);
        run.State.Timers.ShouldBeEmpty();

        run.When(new PrepareRun(run.Preparation)).When(new ContinueRun("")).After(TimeSpan.FromSeconds(59)).ThenNothing().ThenLive("s2/0");
        Given.Flow("type: sequential, steps: [{ agent: once }]", new() { MaxDuration = Most }).Started().After(Most).Then("run-expired");
    }

    [Fact]
    public void A_run_whose_last_step_succeeds_before_it_can_be_stopped_is_completed()
    {
        Given.Flow("type: sequential, maxDuration: 1m, steps: [{ agent: once }]").Started().After(Most).Replies("s1/0", "done").State.Status.ShouldBe(RunStatus.Completed);
    }

    private static RunScript Graph() => Given.Flow("type: graph, maxDuration: 1m, steps: [{ id: a, agent: once }, { id: b, agent: once, needs: [a] }]");
}
