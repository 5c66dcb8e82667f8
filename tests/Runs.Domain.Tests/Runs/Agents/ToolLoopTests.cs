using Runs.Domain.Contents;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Tests.Runs;

public sealed class ToolLoopTests
{
    [Fact]
    public void A_model_is_called_again_with_what_its_tools_said_until_it_calls_none()
    {
        var run = Given.Steps("asks").Started()
            .Asks("s1/0", "Which colour?").Then("tools-called s1/0/m1 c1:ask_question", "question-asked s1/0/t1.1 'Which colour?'")
            .AnswersQuestion("Which colour?", "blue").Then("tool-replied s1/0/t1.1 'User response: \"blue\"'", "step-dispatched s1/0/m2 #2")
            .Asks("s1/0", "Sure?").Then("tools-called s1/0/m2 c1:ask_question", "question-asked s1/0/t2.1 'Sure?'")
            .AnswersQuestion("Sure?", "").Then("tool-replied s1/0/t2.1 'User response: \"\"'", "step-dispatched s1/0/m3 #3")
            .Replies("s1/0", "Blue it is.").Then("model-replied s1/0 'Blue it is.'", "agent-replied s1/0", "step-succeeded s1/0", "run-ended completed");

        run.Result.ShouldBe("Blue it is.");
        run.State.Usage.ShouldBe(new Usage(30, 3));
        var record = run.State.Conversation.Of("asks").ShouldHaveSingleItem();
        (record.Text.Preview, record.Usage, record.Rounds.Count).ShouldBe(("Blue it is.", new Usage(30, 3), 2));
        record.Rounds[0].Calls.ShouldHaveSingleItem().ShouldBe(new ToolCall("c1", "ask_question", """{"question":"Which colour?"}"""));
        record.Rounds[0].Results.ShouldHaveSingleItem().ShouldBe(new ToolResult(Content.Of("User response: \"blue\""), null));
    }

    [Fact]
    public void The_calls_of_a_reply_stand_side_by_side_and_the_last_result_goes_on()
    {
        Given.Steps("asks").Started().Asks("s1/0", "one", "two", "three")
            .AnswersQuestion("two", "2").Then("tool-replied s1/0/t1.2 'User response: \"2\"'")
            .AnswersQuestion("three", "3").Then("tool-replied s1/0/t1.3 'User response: \"3\"'")
            .AnswersQuestion("one", "1").Then("tool-replied s1/0/t1.1 'User response: \"1\"'", "step-dispatched s1/0/m2 #2");
    }

    [Theory]
    [InlineData("read_mind", "{}", "There is no tool \"read_mind\". Tools: [ask_question].")]
    [InlineData("ask_question", "{}", "\"question\" must be a text that isn't empty.")]
    [InlineData("ask_question", """{"question":5}""", "\"question\" must be a text that isn't empty.")]
    [InlineData("ask_question", """{"question":" "}""", "\"question\" must be a text that isn't empty.")]
    [InlineData("ask_question", """["x"]""", "The arguments must be one JSON object.")]
    [InlineData("ask_question", """{"question":"x"} {}""", "The arguments are not valid JSON.")]
    [InlineData("ask_question", "Which colour?", "The arguments are not valid JSON.")]
    [InlineData("ask_question", "", "The arguments are not valid JSON.")]
    public void A_call_that_cannot_be_made_fails_and_the_model_goes_on(string tool, string args, string problem)
    {
        Given.Steps("asks").Started().Calls("s1/0", (tool, args))
            .Then($"tools-called s1/0/m1 c1:{tool}", $"tool-replied s1/0/t1.1 failed: {problem}", "step-dispatched s1/0/m2 #2");
    }

    [Fact]
    public void An_agent_without_the_tool_cannot_call_it()
    {
        Given.Steps("a").Started().Asks("s1/0", "Why?").Then(
            "tools-called s1/0/m1 c1:ask_question", "tool-replied s1/0/t1.1 failed: There is no tool \"ask_question\". Tools: [].", "step-dispatched s1/0/m2 #2");
    }

    [Fact]
    public void Arguments_that_are_too_long_are_not_kept()
    {
        var run = Given.Steps("asks").Started().Asks("s1/0", new string('x', ToolCall.MaxArgs));

        run.State.Steps[new("s1/0")].Loop!.Rounds[0].Calls[0].Args.ShouldBe("{}");
        run.Events[1].ShouldBeOfType<Domain.Runs.Events.ToolReplied>().Error.ShouldBe("The arguments are longer than 65536 characters.");
    }

    [Fact]
    public void Calls_without_an_id_of_their_own_get_one()
    {
        Given.Steps("asks").Started().When(new ReportSuccess(new("s1/0"), 1, Content.Empty, default, "stop")
        {
            Calls = [new("", "x", ""), new("a", "x", ""), new("a", "x", ""), new(new string('i', 257), "x", "")],
        }).Events[0].ShouldBeOfType<Domain.Runs.Events.ToolsCalled>().Calls.Items.Select(call => call.Id).ShouldBe(["call_1_1", "a", "call_1_3", "call_1_4"]);
    }

    [Fact]
    public void A_reply_that_calls_too_many_tools_fails()
    {
        Given.Steps("asks").Started().Asks("s1/0", [.. Enumerable.Range(0, 129).Select(i => $"{i}?")])
            .Then("attempt-failed s1/0 #1 The reply calls 129 tools; 128 are allowed.", "step-failed s1/0 The reply calls 129 tools; 128 are allowed.", $"run-ended failed: {Failed("asks", "The reply calls 129 tools; 128 are allowed.")}");
        Given.Steps("asks").Started().Asks("s1/0", [.. Enumerable.Range(0, 128).Select(i => $"{i}?")]).State.Questions.Count.ShouldBe(128);
    }

    [Fact]
    public void Over_its_max_steps_an_agent_fails_and_asks_nobody_in_vain()
    {
        const string Error = "The model was called 2 times (maxSteps) and still calls tools.";
        var run = Given.Steps("brief").Started().Asks("s1/0", "one").AnswersQuestion("one", "1").Asks("s1/0", "two")
            .Then("tools-called s1/0/m2 c1:ask_question", $"step-failed s1/0 {Error}", $"run-ended failed: {Failed("brief", Error)}");

        run.State.Steps[new("s1/0")].Error!.Code.ShouldBe(RunErrors.MaxSteps);
        run.State.Questions.ShouldBeEmpty();
    }

    [Fact]
    public void Each_call_has_the_attempts_of_its_policy()
    {
        Given.Steps("asks").Started()
            .Fails("s1/0", "busy", "transient").Wakes().Then("retry-due s1/0", "step-dispatched s1/0 #2")
            .Fails("s1/0", "busy", "transient").Wakes().Asks("s1/0", "Why?").AnswersQuestion("Why?", "so").Then("tool-replied s1/0/t1.1 'User response: \"so\"'", "step-dispatched s1/0/m2 #4")
            .Fails("s1/0", "busy", "transient").Wakes().Then("retry-due s1/0", "step-dispatched s1/0/m2 #5")
            .Fails("s1/0", "busy", "transient").Wakes().Then("retry-due s1/0", "step-dispatched s1/0/m2 #6")
            .Fails("s1/0", "busy", "transient").PhaseOf("s1/0").ShouldBe(StepPhase.Failed);
    }

    [Fact]
    public void A_crash_repeats_the_call_in_flight_and_none_before_it()
    {
        Given.Steps("asks").Started().Asks("s1/0", "Why?").AnswersQuestion("Why?", "so").NodeEnds()
            .Then("attempt-failed s1/0 #2 The attempt was lost with its node; whether it took effect is unknown.", "retry-due s1/0", "step-dispatched s1/0/m2 #3")
            .Replies("s1/0", "done").State.Conversation.Of("asks")[0].Rounds.Count.ShouldBe(1);
    }

    [Fact]
    public void Steering_waits_for_the_next_agent_and_not_for_the_next_call()
    {
        Given.Steps("asks", "a").Started().Asks("s1/0", "Why?").When(new SteerRun("left")).AnswersQuestion("Why?", "so").Replies("s1/0", "done")
            .MessageOf("s1/1").ShouldBe("done\n\n<user_steering>\nleft\n</user_steering>");
    }

    [Fact]
    public void A_late_result_of_an_earlier_call_is_not_heard()
    {
        Given.Steps("asks").Started().Asks("s1/0", "Why?")
            .When(new ReportSuccess(new("s1/0"), 1, Content.Of("late"), default, "stop")).ThenNothing()
            .AnswersQuestion("Why?", "so")
            .When(new ReportSuccess(new("s1/0"), 1, Content.Of("late"), default, "stop")).ThenNothing();
    }

    private static string Failed(string step, string error) => $"Step \"{step}\" failed: LLM call failed: {error}";
}
