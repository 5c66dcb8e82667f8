using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class CompactionTests
{
    [Fact]
    public void Over_the_threshold_the_old_records_become_one_before_the_next_call()
    {
        var run = Talks(3).Replies("s1/2").Then("model-replied s1/2 'compact(compact(compact(in)))'", "agent-replied s1/2", "step-succeeded s1/2", "step-dispatched s1/3/c #1")
            .Replies("s1/3", "They talked.").Then("conversation-compacted s1/3/c 'They talked.' for s1/0,s1/1", "step-dispatched s1/3 #2")
            .Replies("s1/3", "fine");

        run.State.Conversation.Of("compact").Select(record => record.Id).ShouldBe(["s1/3/c/summary", "s1/2", "s1/3"]);
        run.State.Conversation.Records.Select(record => $"{record.Id} {record.SupersededBy}").ShouldBe(
            ["s1/0 s1/3/c/summary", "s1/1 s1/3/c/summary", "s1/3/c/summary ", "s1/2 ", "s1/3 "]);
        var summary = run.State.Conversation.Of("compact")[0];
        (summary.Message.Preview, summary.Text.Preview, summary.Usage).ShouldBe(("[Earlier conversation compacted - summary follows.]", "They talked.", default(Usage)));
        var retention = run.State.Conversation.Retentions.ShouldHaveSingleItem();
        (retention.ActiveRecords, retention.Threshold, retention.Retained, retention.BeforeRecordId).ShouldBe((3, 2, 1, "s1/2"));
        run.State.Usage.ShouldBe(new Usage(40, 4), "a summary counts for no step");
    }

    [Fact]
    public void A_summary_is_summarised_in_its_turn()
    {
        var run = Talks(6).Replies("s1/2").Replies("s1/3", "first").Replies("s1/3").Replies("s1/4", "second").Replies("s1/4").Replies("s1/5", "third").Replies("s1/5");

        run.State.Conversation.Of("compact").Select(record => record.Text.Preview[..4]).ShouldBe(["thir", "comp", "comp"]);
        run.State.Conversation.Retentions.Select(retention => string.Join(',', retention.Superseded)).ShouldBe(["s1/0,s1/1", "s1/3/c/summary,s1/2", "s1/4/c/summary,s1/3"]);
    }

    [Fact]
    public void The_model_that_summarises_is_told_who_said_what()
    {
        var run = Given.Steps("compact", "compact", "compact", "compact").Started().Asks("s1/0", "Why?").AnswersQuestion("Why?", "so")
            .Replies("s1/0", "one").Replies("s1/1", "two").Replies("s1/2", "three");

        Compactions.Transcript(run.State, AnyStep(run)).Preview.ShouldBe(
            """
            Summarise this conversation.

            user: in

            assistant: let me see

            assistant calls ask_question: {"question":"Why?"}

            ask_question: User response: "so"

            assistant: one

            user: one

            assistant: two
            """);
    }

    [Fact]
    public void A_summary_that_fails_is_done_without()
    {
        Talks(3).Replies("s1/2").Fails("s1/3", "no").Then(
                "attempt-failed s1/3 #1 no", "compaction-skipped s1/3 no", "step-dispatched s1/3 #2")
            .Replies("s1/3").State.Conversation.Of("compact").Count.ShouldBe(4);
        Talks(3).Replies("s1/2").Replies("s1/3", "").Then(
            "attempt-failed s1/3 #1 The summary of the conversation is empty.", "compaction-skipped s1/3 The summary of the conversation is empty.", "step-dispatched s1/3 #2");
    }

    [Fact]
    public void A_step_that_pauses_when_it_is_exhausted_does_not_pause_for_a_summary()
    {
        Given.Steps("compact", "compact", "compact", "agent: compact, onExhausted: pause").Started().Replies("s1/0").Replies("s1/1").Replies("s1/2")
            .Fails("s1/3", "no").State.Status.ShouldBe(RunStatus.Running);
    }

    [Fact]
    public void A_lost_summary_is_written_again_and_one_that_passes_by_itself_is_tried_again()
    {
        Talks(3).Replies("s1/2").NodeEnds().Then(
            "attempt-failed s1/3 #1 The attempt was lost with its node; whether it took effect is unknown.", "retry-due s1/3", "step-dispatched s1/3/c #2");
        Talks(3).Replies("s1/2").Fails("s1/3", "busy", "transient").Wakes().Then("retry-due s1/3", "step-dispatched s1/3/c #2");
    }

    [Fact]
    public void A_stop_ends_it_like_any_other_attempt()
    {
        Talks(3).Replies("s1/2").When(new StopRun()).Replies("s1/3", "late")
            .Then("attempt-stopped s1/3 #1", "run-ended cancelled: Run cancelled by client").State.Conversation.Retentions.ShouldBeEmpty();
    }

    [Fact]
    public void Steering_is_taken_along_by_the_call_after_the_summary()
    {
        Talks(3).When(new SteerRun("left")).Replies("s1/2").Replies("s1/3", "summary").MessageOf("s1/3")
            .ShouldEndWith("\n\n<user_steering>\nleft\n</user_steering>");
    }

    [Fact]
    public void A_window_shows_the_last_records_and_hides_the_others_without_a_word()
    {
        var run = Given.Steps("window", "window", "window").Started().Runs();

        run.State.Conversation.Of("window").Count.ShouldBe(3);
        Compactions.Context(run.State, AnyStep(run)).Select(record => record.Id).ShouldBe(["s1/1", "s1/2"]);
        run.State.Conversation.Records.ShouldAllBe(record => record.SupersededBy == null);
    }

    [Fact]
    public void What_a_window_hides_does_not_come_back_with_a_summary()
    {
        var run = Given.Strategy("""
            name: s
            version: '1'
            agents: { both: { model: m, context: { rollingWindow: 3, compaction: { threshold: 2, keepRecent: 1 } } } }
            flow: { name: f, type: sequential, steps: [{ agent: both }, { agent: both }, { agent: both }, { agent: both }] }
            """).Started().Replies("s1/0").Replies("s1/1").Replies("s1/2").Fails("s1/3", "no").Replies("s1/3").Continued()
            .Then("run-started 2 'more'", "step-dispatched s2/0/c #1");

        Compactions.Transcript(run.State, AnyStep(run)).Preview.ShouldNotContain("user: in");
        run.Replies("s2/0", "summary").Then("conversation-compacted s2/0/c 'summary' for s1/0,s1/1,s1/2", "step-dispatched s2/0 #2");
        Compactions.Context(run.State, AnyStep(run)).Select(record => record.Id).ShouldBe(["s2/0/c/summary", "s1/3"]);
    }

    [Fact]
    public void Without_a_threshold_nothing_is_summarised()
    {
        Given.Flow("type: cycle, cycles: 50, steps: [{ agent: a }]").Started().Runs().State.Conversation.Retentions.ShouldBeEmpty();
    }

    [Fact]
    public void An_input_is_anchored_before_what_is_said_and_not_before_a_summary()
    {
        Talks(3).Replies("s1/2").Replies("s1/3", "summary").Replies("s1/3").Continued().Replies("s2/0", "summary").Replies("s2/0").State.Conversation.Inputs
            .ShouldBe([new ConversationInput("in", "s1/0"), new ConversationInput("more", "s2/0")]);
    }

    private static RunScript Talks(int steps) =>
        Enumerable.Range(0, 2).Aggregate(Given.Steps([.. Enumerable.Repeat("compact", Math.Max(steps + 1, 4))]).Started(), (run, step) => run.Replies($"s1/{step}"));

    private static StepState AnyStep(RunScript run) => run.State.Steps.Values.First(step => step.Node == 1);
}
