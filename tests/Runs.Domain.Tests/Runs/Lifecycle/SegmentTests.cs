using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class SegmentTests
{
    [Fact]
    public void Preparing_freezes_a_plan_and_preparing_again_changes_nothing()
    {
        Given.Steps("a").When(new PrepareRun(null)).ThenRefused(RunErrors.NotFound, "Run not found: r1")
            .Prepared().Then("run-prepared 1").Prepared().ThenNothing().When(new PrepareRun(null)).ThenNothing()
            .State.Status.ShouldBe(RunStatus.Prepared);
    }

    [Fact]
    public void Preparing_a_run_under_way_attaches_and_changes_nothing()
    {
        Given.Steps("a").Started().Prepared().ThenNothing();
    }

    [Fact]
    public void A_start_wants_a_prepared_run_of_the_first_segment()
    {
        Given.Steps("a").When(new StartRun("in")).ThenRefused(RunErrors.NotPrepared, "Prepared run not found: r1");
        Given.Steps("a").Started().When(new StartRun("in")).ThenRefused(RunErrors.AlreadyStarted, "Run already started: r1");
        Given.Steps("a").Started().Runs().When(new StartRun("in")).ThenRefused(RunErrors.NotPrepared, "Prepared run not found: r1");
        Given.Steps("a").Started().Runs().Prepared().When(new StartRun("in"))
            .ThenRefused(RunErrors.IsContinuation, "Run was prepared for continuation: r1");
        Given.Steps("a").Started().Runs().Continued().When(new StartRun("in"))
            .ThenRefused(RunErrors.IsContinuation, "Run was prepared for continuation: r1");
    }

    [Fact]
    public void A_continuation_wants_a_prepared_run_of_a_later_segment()
    {
        Given.Steps("a").When(new ContinueRun("in")).ThenRefused(RunErrors.NotPrepared, "Prepared run not found: r1");
        Given.Steps("a").Prepared().When(new ContinueRun("in"))
            .ThenRefused(RunErrors.NotContinuation, "Run was not prepared for continuation: r1");
        Given.Steps("a").Started().When(new ContinueRun("in"))
            .ThenRefused(RunErrors.NotContinuation, "Run was not prepared for continuation: r1");
        Given.Steps("a").Started().Runs().Continued().When(new ContinueRun("in"))
            .ThenRefused(RunErrors.AlreadyStarted, "Run already started: r1");
    }

    [Fact]
    public void A_continuation_keeps_what_was_said_and_anchors_each_input_before_its_first_reply()
    {
        var run = Given.Steps("a", "user", "b").Started("one").Runs().Continued("").Runs().Continued("three").Runs();

        run.State.Conversation.Records.Select(record => record.Id)
            .ShouldBe(["s1/0", "s1/1", "s1/2", "s2/0", "s2/1", "s2/2", "s3/0", "s3/1", "s3/2"]);
        run.State.Conversation.Of("a").Select(record => record.Text.Preview).ShouldBe(["a(one)", "a()", "a(three)"]);
        run.State.Conversation.Inputs.ShouldBe([new("one", "s1/0"), new("three", "s3/0")]);
    }

    [Fact]
    public void An_input_that_nobody_replied_to_has_no_anchor()
    {
        Given.Steps("a").Started("one").When(new StopRun()).Stops("s1/0").Continued("two").Runs()
            .State.Conversation.Inputs.ShouldBe([new("one", null), new("two", "s2/0")]);
    }

    [Fact]
    public void What_a_person_said_is_a_record_with_what_he_was_shown()
    {
        var record = Given.Steps("user").Started("").Answers("user", "yes").State.Conversation.Of("user").ShouldHaveSingleItem();

        (record.Message.Preview, record.Text.Preview).ShouldBe(("", "yes"));
    }

    [Fact]
    public void A_failed_or_stopped_run_can_be_continued()
    {
        Given.Steps("a").Started().Fails("s1/0").Continued().Runs().Result.ShouldBe("a(more)");
        Given.Steps("a").Started().When(new KillRun()).Continued().Runs().Result.ShouldBe("a(more)");
    }

    [Fact]
    public void A_preparation_that_is_dropped_leaves_the_ended_run_as_it_was()
    {
        var run = Given.Steps("a").Started().Runs().Prepared().When(new StopRun()).Then("preparation-dropped");

        run.State.Status.ShouldBe(RunStatus.Completed);
        run.Result.ShouldBe("a(in)");
        run.Continued().Then("run-started 2 'more'", "step-dispatched s2/0 #1");
    }

    [Fact]
    public void A_preparation_expires_and_its_id_can_be_prepared_again()
    {
        var run = Given.Steps("a").Prepared().After(TimeSpan.FromHours(23.9)).ThenNothing().Wakes().Then("preparation-dropped expired");

        run.When(new StartRun("in")).ThenRefused(RunErrors.NotPrepared, "Prepared run not found: r1");
        run.Prepared().Then("run-prepared 1").When(new StartRun("in")).Runs().Result.ShouldBe("a(in)");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("ä")]
    public void A_run_id_is_safe_as_a_file_name(string id)
    {
        RunId.TryParse(id, out _, out var error).ShouldBeFalse();
        error!.Code.ShouldBe("run.id");
        RunId.TryParse(new string('x', 128), out _, out _).ShouldBeTrue();
        RunId.TryParse(new string('x', 129), out _, out _).ShouldBeFalse();
    }
}
