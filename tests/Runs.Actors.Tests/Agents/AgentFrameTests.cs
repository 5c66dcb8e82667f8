using Runs.Actors.Frames;
using Runs.Steps.Models;
using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Agents;

/// <summary>What clients are shown of an agent's loop.</summary>
public sealed class AgentFrameTests
{
    private static readonly ScriptedModel Asker = new()
    {
        Name = "mock/asker",
        Calls = [$"{AgentStrategies.Asks("Which?")}\nread_mind {{}}"],
        Reply = "It is {{toolResult}}",
        Usage = new(3, 4),
    };

    [Fact]
    public void A_question_is_shown_with_its_call_its_result_and_a_step_start_for_each_call_of_the_model()
    {
        var run = Start();
        run.UntilParked();
        run.AnswerQuestion("asker", "left").Require();
        run.UntilEnded();

        StreamedLines.Of(run.Frames).ShouldBe(
        [
            "strategy_started Test",
            "step_started asker: go",
            "agent_streaming asker step-start",
            "agent_streaming asker tool-call ask_question: {\"question\":\"Which?\"}",
            "agent_streaming asker tool-call read_mind: {}",
            "request_question asker: Which?",
            "agent_streaming asker tool-result read_mind: There is no tool \"read_mind\". Tools: [ask_question].",
            "agent_streaming asker tool-result ask_question: User response: \"left\"",
            "agent_streaming asker step-start",
            "agent_streaming asker text: It is There is no tool \"read_mind\". Tools: [ask_question].",
            "agent_output asker: It is There is no tool \"read_mind\". Tools: [ask_question].",
            "agent_streaming asker done: It is There is no tool \"read_mind\". Tools: [ask_question].",
            "step_completed asker: It is There is no tool \"read_mind\". Tools: [ask_question].",
            "strategy_completed: It is There is no tool \"read_mind\". Tools: [ask_question].",
        ]);
        run.Frames.OfType<StrategyCompleted>().Single().Usage.ShouldBe(new(6, 8));
        var question = run.Frames.OfType<RequestQuestion>().Single();
        (question.ToolName, question.Step.Value, question.RequestId.Length).ShouldBe(("ask_question", "s1/0", 36));
        var results = run.Frames.OfType<AgentStreaming>().Select(frame => frame.Event).OfType<StreamingEvent.ToolResult>().ToList();
        results.Select(result => (result.Output, result.Error is null)).ShouldBe([("", false), ("User response: \"left\"", true)]);
    }

    [Fact]
    public void Who_comes_while_a_question_is_open_is_shown_the_calls_so_far_and_is_asked()
    {
        var run = Start();
        run.UntilParked();
        run.Crash();
        var late = Subscriber.Of(run);
        run.Advance(TimeSpan.FromSeconds(1));
        late.Lines.ShouldBe(
        [
            "strategy_started Test",
            "step_started asker: go",
            "request_question asker: Which?",
            "agent_streaming asker step-start",
            "agent_streaming asker tool-call ask_question: {\"question\":\"Which?\"}",
            "agent_streaming asker tool-call read_mind: {}",
            "agent_streaming asker tool-result read_mind: There is no tool \"read_mind\". Tools: [ask_question].",
        ]);
    }

    [Fact]
    public void Who_comes_back_with_a_cursor_is_asked_again_under_the_same_name()
    {
        var run = Start();
        run.UntilParked();
        var asked = run.Frames.OfType<RequestQuestion>().Single();
        var back = Subscriber.Of(run, asked.Seq);
        run.Advance(TimeSpan.FromSeconds(1));
        back.Frames.OfType<RequestQuestion>().Select(frame => (frame.RequestId, frame.Seq)).ShouldBe([(asked.RequestId, asked.Seq)]);
    }

    [Fact]
    public void Whoever_reads_the_end_of_a_run_is_asked_nothing()
    {
        var run = Start();
        run.UntilParked();
        run.Stop().Require();
        run.UntilEnded();
        var late = Subscriber.Of(run, run.Frames[^2].Seq);
        run.Advance(TimeSpan.FromSeconds(1));
        late.Lines.ShouldBe(["strategy_error CANCELLED: Run cancelled by client"]);
    }

    private static TestRun Start()
    {
        var run = new TestNode(new TestNodeOptions { Models = [Asker] }).Prepare(AgentStrategies.Asker());
        run.Start("go").Require();
        return run;
    }
}
