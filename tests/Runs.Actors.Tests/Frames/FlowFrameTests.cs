using Runs.Actors.Frames;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Frames;

public sealed class FlowFrameTests
{
    [Fact]
    public void A_sequence_hands_each_text_to_the_next_step() =>
        TestStrategies.Sequence("writer", "critic").WithEchoes()
            .When(run => run.Start("hi"))
            .Then.Frames(
                "strategy_started Test",
                "step_started writer: hi", "agent_output writer: <hi>", "step_completed writer: <hi>",
                "step_started critic: <hi>", "agent_output critic: (<hi>)", "step_completed critic: (<hi>)",
                "strategy_completed: (<hi>)");

    [Fact]
    public void A_broadcast_hands_the_same_text_to_all_and_joins_theirs_in_order() =>
        TestStrategies.Broadcast("writer", "again", "critic").WithEchoes().WithAgent("again", request => request.Message.ToUpperInvariant())
            .When(run => run.Start("hi"))
            .Then.Result("<hi>\n\nHI\n\n(hi)")
            .And.Steps("writer succeeded", "again succeeded", "critic succeeded");

    [Fact]
    public void A_cycle_goes_on_with_its_observers_words_and_the_observer_has_no_step() =>
        TestStrategies.Cycle(2, "writer").WithEchoes()
            .When(run => run.Start("hi"))
            .Then.Frames(
                "strategy_started Test",
                "step_started writer: hi", "agent_output writer: <hi>", "step_completed writer: <hi>",
                "agent_output critic: (<hi>)",
                "step_started writer: (<hi>)", "agent_output writer: <(<hi>)>", "step_completed writer: <(<hi>)>",
                "agent_output critic: (<(<hi>)>)",
                "strategy_completed: (<(<hi>)>)");

    [Fact]
    public void A_cycle_ends_when_its_observer_is_content() =>
        Scenario.Given(TestStrategies.Cycle(9, "writer")).WithModel("mock/writer", "draft").WithModel("mock/critic", "Done.")
            .When(run => run.Start("hi"))
            .Then.Result("draft");

    [Fact]
    public void The_steps_of_an_inner_flow_are_details_and_its_agents_are_not() =>
        TestStrategies.Sequence("writer", TestStrategies.Inner("broadcast", "writer", "critic")).WithEchoes()
            .When(run => run.Start("hi"))
            .Then.Result("<<hi>>\n\n(<hi>)")
            .And.That(run =>
            {
                run.Frames.Where(frame => frame is not (AgentStreaming or AgentOutput or StrategyFrame) && !frame.IsDetail).Select(FrameLine.Of).ShouldBe(
                [
                    "step_started writer: hi", "step_completed writer: <hi>",
                    "step_started Inner: <hi>", "step_completed Inner: <<hi>>\n\n(<hi>)",
                ]);
                run.Frames.OfType<StepStarted>().Count(frame => frame.IsDetail).ShouldBe(2);
                run.Frames.OfType<StepStarted>().Last().ParentStep.Value.ShouldBe("s1/1");
                run.Frames.OfType<AgentOutput>().ShouldAllBe(frame => !frame.IsDetail);
            });

    [Fact]
    public void A_person_and_a_delay_have_step_frames_only() =>
        TestStrategies.Sequence("human", "hour").WithEchoes()
            .When(run => run.Start("hi"))
            .Then.Asks("human")
            .When(run => run.Answer("human", "hello"))
            .Then.Frames(
                "strategy_started Test",
                "step_started human: hi", "request_input human", "step_completed human: hello",
                "step_started hour: hello", "step_completed hour: hello",
                "strategy_completed: hello")
            .And.That(run => run.Frames.OfType<AgentStreaming>().ShouldBeEmpty());

    [Fact]
    public void A_failing_step_has_no_end_of_its_own_and_its_flow_names_it() =>
        Scenario.Given(TestStrategies.Sequence("writer")).WithModel(new() { Name = "mock/writer", Error = "exploded" })
            .When(run => run.Start("hi", requestId: "r1"))
            .Then.Frames("strategy_started", "step_started writer: hi", "strategy_error EXECUTION_ERROR: Step \"writer\" failed: LLM call failed: exploded")
            .And.That(run => run.Frames.OfType<StrategyError>().Single().RequestId.ShouldBe("r1"));

    [Fact]
    public void A_request_id_is_echoed_at_the_end_even_by_another_life_of_the_node() =>
        TestStrategies.Sequence("human").WithEchoes()
            .When(run => run.Start("hi", requestId: "r1"))
            .Then.Asks("human")
            .When(run => run.Crash())
            .When(run => run.Answer("human", "yes"))
            .Then.Result("yes")
            .And.That(run => run.Frames.OfType<StrategyFrame>().Select(frame => frame.RequestId).ShouldBe(["r1", "r1"]));

    [Fact]
    public void Stopping_a_prepared_run_says_so_and_its_id_can_be_prepared_again() =>
        TestStrategies.Sequence("writer").WithEchoes()
            .When(run => run.Stop())
            .Then.Frames("strategy_error CANCELLED: Run cancelled by client")
            .When(run => run.Prepare(TestStrategies.Sequence("critic")))
            .When(run => run.Start("hi"))
            .Then.Result("(hi)");

    [Fact]
    public void A_continuation_remembers_and_its_numbers_go_on() =>
        TestStrategies.Sequence("writer").WithEchoes()
            .When(run => run.Start("one"))
            .Then.Frames("strategy_started", "step_started", "agent_output", "step_completed", "strategy_completed: <one>")
            .When(run => run.Prepare(TestStrategies.Sequence("writer")))
            .When(run => run.Continue("two", requestId: "r2"))
            .Then.Frames("strategy_started", "step_started writer: two", "agent_output", "step_completed", "strategy_completed: <two>")
            .And.That(run =>
            {
                run.State.Conversation.Of("writer").Count.ShouldBe(2);
                run.Frames.Select(frame => frame.Seq).ShouldBeInOrder();
            });
}
