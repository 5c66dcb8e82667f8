using Runs.TestKit.Scenarios;

namespace Strategies.Tests;

public sealed class InterviewTests
{
    private static ScenarioSetup Interview =>
        Scenario.Given("interview.yaml").WithModel(new()
        {
            Name = "sample/asker",
            Calls = ["ask_question {\"question\": \"For whom?\"}"],
            Reply = "{{input}}. {{toolResult}}",
        });

    [Fact]
    public void The_writer_asks_and_is_told() =>
        Interview
            .When(run => run.Start("A greeting"))
            .Then.Frames("strategy_started Interview", "step_started writer: A greeting", "request_question writer: For whom?")
            .When(run => run.AnswerQuestion("writer", "my sister"))
            .Then.Result("A greeting. User response: \"my sister\"");

    [Fact]
    public void The_question_survives_a_crash_and_a_week() =>
        Interview
            .When(run => run.Start("A greeting"))
            .Then.Asks("writer")
            .When(run => run.Crash())
            .When(run => run.Advance(TimeSpan.FromDays(7)))
            .Then.Asks("writer")
            .And.Steps("text waiting")
            .When(run => run.AnswerQuestion("writer", "nobody"))
            .Then.Result("A greeting. User response: \"nobody\"");

    [Fact]
    public void Nobody_is_waited_for_once_the_run_is_stopped() =>
        Interview
            .When(run => run.Start("A greeting"))
            .Then.Asks("writer")
            .When(run => run.Stop())
            .Then.Stops();
}
