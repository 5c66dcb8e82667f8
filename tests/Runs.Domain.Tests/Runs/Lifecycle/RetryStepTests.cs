using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class RetryStepTests
{
    private const string Open = "id: open, agent: user";

    [Fact]
    public void A_failed_step_begins_anew_and_what_was_blocked_because_of_it_waits_for_it_again()
    {
        var run = Given.Graph("id: a, agent: never", "id: b, agent: once, needs: [a]", "id: c, agent: once, needs: [b]", Open).Started("").Fails("s1/a");
        run.PhaseOf("s1/c").ShouldBe(StepPhase.Blocked);

        run.When(new RetryStep("a")).Then("step-retried s1/a", "step-dispatched s1/a #2").PhaseOf("s1/c").ShouldBe(StepPhase.Pending);
        run.Replies("s1/a").Replies("s1/b").Replies("s1/c").Answers("user", "").State.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void What_began_because_the_step_had_failed_stays_as_it_is()
    {
        var run = Given.Graph("id: a, agent: never", "id: report, agent: once, after: [a]", "id: cheer, agent: once, after: [a], when: '{{steps.a.status}} == succeeded'", Open).Started("")
            .Fails("s1/a").Replies("s1/report");
        run.PhaseOf("s1/cheer").ShouldBe(StepPhase.Skipped);

        run.When(new RetryStep("a")).Replies("s1/a").ThenLive("s1/cheer").PhaseOf("s1/report").ShouldBe(StepPhase.Succeeded);
    }

    [Fact]
    public void A_step_that_would_have_begun_next_waits_for_the_retried_one_again()
    {
        var run = Given.Flow("type: graph, concurrency: 1, steps: [{ id: slow, agent: once, after: [a] }, { id: a, agent: never }, { id: late, agent: once, after: [a, slow] }, { id: open, agent: user }]").Started("")
            .Fails("s1/a").ThenLive("s1/slow").When(new RetryStep("a")).ThenLive("s1/slow");

        run.Replies("s1/slow").ThenLive("s1/a").Replies("s1/a").ThenLive("s1/late");
    }

    [Theory]
    [InlineData("id: next, agent: once, after: [a]")]
    [InlineData("id: next, agent: user, after: [a]")]
    public void A_step_that_was_ready_while_the_run_was_paused_has_not_begun_and_waits_for_the_retried_one_again(string next)
    {
        var run = Given.Graph("id: a, agent: never", next, Open).Started("").When(new PauseRun()).Fails("s1/a");
        run.PhaseOf("s1/next").ShouldBe(StepPhase.Ready);

        run.When(new RetryStep("a")).When(new ResumeRun()).ThenLive("s1/a").PhaseOf("s1/next").ShouldBe(StepPhase.Pending);
        run.Replies("s1/a").PhaseOf("s1/next").ShouldBeOneOf(StepPhase.Running, StepPhase.Waiting);
    }

    [Fact]
    public void A_question_of_a_step_that_began_anew_has_an_id_of_its_own()
    {
        var run = Given.Graph("id: a, agent: asks", Open).Started("").Asks("s1/a", "Red?");
        var old = run.RequestOf("Red?");
        run.When(new CancelStep("a")).PhaseOf("s1/a").ShouldBe(StepPhase.Cancelled);

        run.When(new RetryStep("a")).Asks("s1/a", "Delete it?").RequestOf("Delete it?").ShouldNotBe(old);
        run.When(new AnswerQuestion(old, "yes")).Refusal!.Code.ShouldBe(RunErrors.NoPendingQuestion);
    }

    [Fact]
    public void The_retry_policy_counts_from_the_beginning()
    {
        var run = Given.Graph("id: a, agent: once, retry: { maxAttempts: 2, backoff: 0s }", Open).Started("").Fails("s1/a").Fails("s1/a");
        run.PhaseOf("s1/a").ShouldBe(StepPhase.Failed);

        run.When(new RetryStep("a")).Fails("s1/a").ThenLive("s1/a").Attempt("s1/a").ShouldBe(4);
    }

    [Theory]
    [InlineData("type: sequential, steps: [{ agent: a }, { agent: never }]")]
    [InlineData("type: graph, steps: [{ id: x, agent: a }, { id: y, agent: never, needs: [x] }]")]
    public void A_nested_flow_begins_anew_without_what_was_in_it_and_no_attempt_has_a_number_that_was_used(string inner)
    {
        var run = Given.Graph($"id: f, name: f, {inner}", Open).Started("");
        var (first, second) = inner.Contains("graph", StringComparison.Ordinal) ? ("s1/f/x", "s1/f/y") : ("s1/f/0", "s1/f/1");
        run.Replies(first, "old").Fails(second).PhaseOf("s1/f").ShouldBe(StepPhase.Failed);

        run.When(new RetryStep("f")).ThenLive(first).Attempt(first).ShouldBe(3);
        run.State.Steps.ContainsKey(new(second)).ShouldBe(second == "s1/f/y");
        run.State.Conversation.Records.ShouldBeEmpty();
        run.Replies(first, "new").Replies(second).PhaseOf("s1/f").ShouldBe(StepPhase.Succeeded);
        run.State.Conversation.Records.Select(record => record.Text.Preview).First().ShouldBe("new");
    }

    [Fact]
    public void A_list_begins_anew_with_the_items_that_it_has_now()
    {
        var run = Given.Graph("id: each, agent: never, forEach: '{{message.lines}}'", "id: open, agent: always").Started("x\ny");
        run.Fails("s1/each/0").Replies("s1/each/1").PhaseOf("s1/each").ShouldBe(StepPhase.Failed);

        run.When(new RetryStep("each")).ThenLive("s1/each/0", "s1/each/1").Runs().PhaseOf("s1/each").ShouldBe(StepPhase.Succeeded);
    }

    [Fact]
    public void A_step_between_attempts_makes_the_next_one_now()
    {
        Given.Steps("agent: once, retry: { maxAttempts: 2, backoff: 1h }").Started().Fails("s1/0").When(new RetryStep("s1/0")).Then("retry-due s1/0", "step-dispatched s1/0 #2");
    }

    [Fact]
    public void A_step_without_an_attempt_left_gets_its_attempts_anew_and_the_run_goes_on_if_it_rests_over_nothing_else()
    {
        string Spent(string id) => $"id: {id}, agent: never, onExhausted: pause";
        var run = Given.Graph(Spent("a"), Spent("b")).Started().Fails("s1/a").Fails("s1/b");

        run.When(new RetryStep("a")).Then("step-retried s1/a").State.Status.ShouldBe(RunStatus.Paused);
        run.When(new RetryStep("b")).Then("step-retried s1/b", "step-dispatched s1/a #2", "step-dispatched s1/b #2");

        var byHand = Given.Graph(Spent("a")).Started().Fails("s1/a").When(new PauseRun()).When(new RetryStep("a"));
        byHand.State.Status.ShouldBe(RunStatus.Paused, "somebody paused it");
    }

    [Fact]
    public void A_step_that_has_not_ended_badly_is_refused()
    {
        var run = Given.Graph("id: done, agent: once", "id: live, agent: once", "id: pending, agent: once, needs: [live]", "id: bad, agent: never", "id: lost, agent: once, needs: [bad]", "id: unwanted, agent: once, when: 'x == y'").Started()
            .Replies("s1/done").Fails("s1/bad");
        void Refused(string step, string why) => run.When(new RetryStep(step)).ThenRefused("step.not-retryable", $"Step \"{step}\" {why}");

        Refused("done", "has succeeded; fork the run to execute it again.");
        Refused("live", "is running: it has not ended.");
        Refused("pending", "is pending: it has not ended.");
        Refused("lost", "was blocked by a step that it needs; retry that one.");
        Refused("unwanted", "was skipped; what it depends on decides that.");
        run.When(new RetryStep("nobody")).ThenRefused("step.not-found", "Run r1 has no step \"nobody\" that could be retried.");
        run.When(new RetryStep("bad")).When(new RetryStep("bad")).ThenRefused("step.not-retryable", "Step \"bad\" is running: it has not ended.");
    }

    [Fact]
    public void A_step_of_a_flow_that_has_fallen_is_refused_and_so_is_any_of_a_run_that_has_ended()
    {
        var run = Given.Graph("id: f, name: f, type: sequential, steps: [{ agent: never }]", Open).Started("").Fails("s1/f/0");
        run.When(new RetryStep("s1/f/0")).ThenRefused("step.not-retryable", "Step \"s1/f/0\" (failed) is no step of a graph; retry the step of the graph that it is in.");

        run.Answers("user", "").When(new RetryStep("f"))
            .ThenRefused("run.terminal", "Run r1 has ended (mixed); fork it from the step instead (runs fork RUN --from STEP).");
    }
}
