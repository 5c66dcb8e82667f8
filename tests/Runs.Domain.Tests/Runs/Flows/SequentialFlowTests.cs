using Runs.Domain.Contents;
using Runs.Domain.Runs.Commands;

namespace Runs.Domain.Tests.Runs;

public sealed class SequentialFlowTests
{
    [Fact]
    public void A_start_dispatches_the_first_step_and_each_reply_the_next()
    {
        Given.Steps("a", "b").Prepared()
            .When(new StartRun("in")).Then("run-started 1 'in'", "step-dispatched s1/0 #1")
            .Replies("s1/0", "one").Then(
                "model-replied s1/0 'one'", "agent-replied s1/0", "step-succeeded s1/0", "step-dispatched s1/1 #1")
            .Replies("s1/1", "two").Then("model-replied s1/1 'two'", "agent-replied s1/1", "step-succeeded s1/1", "run-ended completed")
            .Result.ShouldBe("two");
    }

    [Fact]
    public void Each_step_gets_the_text_of_the_one_before()
    {
        Given.Steps("a", "once", "b").Started().Runs().Result.ShouldBe("b(once(a(in)))");
    }

    [Fact]
    public void Usage_sums_up_over_nested_flows()
    {
        Given.Steps("a", "name: n, type: sequential, steps: [{ agent: b }, { agent: c }]").Started().Runs()
            .State.Usage.ShouldBe(new(30, 3));
    }

    [Fact]
    public void A_task_replaces_the_message_and_looks_up_what_came_before()
    {
        Given.Steps("agent: a, id: first", "agent: b, task: 'T {{input}} {{message}} {{steps.first.output}} {{steps.first.status}} {{run.id}}'")
            .Started().Replies("s1/0", "X")
            .MessageOf("s1/1").ShouldBe("T in X X succeeded r1");
    }

    [Theory]
    [InlineData("type: sequential")]
    [InlineData("type: broadcast")]
    [InlineData("type: cycle")]
    public void The_task_of_a_flow_is_what_its_steps_get_and_the_roots_is_no_exception(string type)
    {
        Given.Flow($"{type}, task: 'R {{{{input}}}}', steps: [{{ name: n, {type}, task: 'N {{{{message}}}}', steps: [{{ agent: a }}] }}]")
            .Started().MessageOf(type == "type: cycle" ? "s1~1/0~1/0" : "s1/0/0").ShouldBe("N R in");
    }

    [Fact]
    public void A_large_output_is_passed_on_by_reference()
    {
        var large = Content.Of(new ArtifactRef("art-1", 1_000_000, "head", "tail"));
        var run = Given.Steps("agent: once, id: log", "agent: a, task: '<{{steps.log.output}}>'").Started()
            .When(new ReportSuccess(new("s1/0"), 1, large, default, "stop"));

        run.State.Steps[new("s1/1")].Message.Parts.ShouldBe([new("<"), large.Parts[0], new(">")]);
    }

    [Fact]
    public void A_look_up_inside_a_cycle_finds_the_round_that_runs()
    {
        Given.Flow("type: cycle, cycles: 2, steps: [{ agent: a, id: x }, { agent: b, task: '{{steps.x.output}}!' }]").Started()
            .Runs().Result.ShouldBe("b(a(b(a(in)!))!)");
    }
}
