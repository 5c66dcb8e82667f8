using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class QuestionTests
{
    [Fact]
    public void A_question_is_a_wait_without_attempt_slot_or_time()
    {
        var run = Given.Flow("type: broadcast, steps: [{ agent: asks }, { agent: a }]", new RunSettings { Concurrency = 1 }).Started().Asks("s1/0", "Why?");

        run.ThenLive("s1/1").PhaseOf("s1/0").ShouldBe(StepPhase.Waiting);
        run.Replies("s1/1").ThenLive();
        (Owed.WakeUp(run.State), Owed.Turn(run.State), run.State.Status).ShouldBe((null, false, RunStatus.Running));
    }

    [Fact]
    public void Its_name_follows_from_the_run_and_the_call_and_is_one_of_a_kind()
    {
        var run = Given.Steps("asks").Started().Asks("s1/0", "one", "two");
        var ids = run.State.Questions.Keys.ToList();

        Given.Steps("asks").Started().Asks("s1/0", "one", "two").State.Questions.Keys.ShouldBe(ids);
        ids.ShouldAllBe(id => id.Length == 36 && id[14] == (char)0x38);
        run.AnswersQuestion("one", "").AnswersQuestion("two", "").Asks("s1/0", "one", "two").State.Questions.Keys.Intersect(ids).ShouldBeEmpty();
    }

    [Fact]
    public void The_first_answer_counts_and_the_second_finds_nobody_waiting()
    {
        var run = Given.Steps("asks").Started().Asks("s1/0", "one", "two");
        var request = run.RequestOf("one");

        run.AnswersQuestion("one", "1").When(new AnswerQuestion(request, "2"))
            .ThenRefused(RunErrors.NoPendingQuestion, $"No pending question request {request} for run r1");
    }

    [Fact]
    public void A_question_is_open_for_the_next_node()
    {
        var run = Given.Steps("asks").Started().Asks("s1/0", "Why?").NodeEnds().ThenNothing();

        run.State.Recoveries.ShouldBe(0);
        run.AnswersQuestion("Why?", "so").Then("tool-replied s1/0/t1.1 'User response: \"so\"'", "step-dispatched s1/0/m2 #2");
    }

    [Fact]
    public void Stop_kill_and_the_failure_of_a_sibling_close_it()
    {
        Asking().When(new StopRun()).Then("cancel-requested Run cancelled by client", "run-ended cancelled: Run cancelled by client").State.Questions.ShouldBeEmpty();
        Asking().When(new KillRun()).Then("run-ended killed: Run killed").State.Questions.ShouldBeEmpty();
        var run = Given.Broadcast("asks", "never").Started().Asks("s1/0", "Why?");
        var request = run.RequestOf("Why?");
        run.Fails("s1/1").State.Status.ShouldBe(RunStatus.Failed);
        run.When(new AnswerQuestion(request, "x")).ThenRefused(RunErrors.NoPendingQuestion, $"No pending question request {request} for run r1");
    }

    [Fact]
    public void What_a_model_asks_after_a_stop_is_asked_of_nobody()
    {
        Given.Steps("asks").Started().When(new StopRun()).Asks("s1/0", "Why?")
            .Then("tools-called s1/0/m1 c1:ask_question", "run-ended cancelled: Run cancelled by client").State.Usage.ShouldBe(default);
    }

    [Fact]
    public void A_paused_run_takes_the_answer_and_goes_on_when_it_is_resumed()
    {
        Given.Broadcast("asks", "agent: never, onExhausted: pause").Started().Asks("s1/0", "Why?").Fails("s1/1")
            .AnswersQuestion("Why?", "so").Then("tool-replied s1/0/t1.1 'User response: \"so\"'")
            .When(new ResumeRun()).ThenLive("s1/0", "s1/1");
    }

    [Fact]
    public void An_answer_with_a_command_id_is_applied_once()
    {
        var run = Asking();
        var request = run.RequestOf("Why?");

        run.When(new AnswerQuestion(request, "so"), "k1").When(new AnswerQuestion(request, "so"), "k1").ThenNothing();
    }

    [Fact]
    public void The_next_segment_asks_anew()
    {
        Asking().When(new StopRun()).Continued().Asks("s2/0", "Why?").Then("tools-called s2/0/m1 c1:ask_question", "question-asked s2/0/t1.1 'Why?'");
    }

    private static RunScript Asking() => Given.Steps("asks").Started().Asks("s1/0", "Why?");
}
