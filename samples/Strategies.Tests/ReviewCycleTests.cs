namespace Strategies.Tests;

public sealed class ReviewCycleTests
{
    [Fact]
    public void The_first_text_that_the_critic_approves_is_the_result()
    {
        var drafts = 0;
        Scenario.Given("review-cycle.yaml")
            .WithAgent("writer", _ => $"draft {++drafts}")
            .WithAgent("critic", request => request.Message == "draft 2" ? "Approved\nWell done." : "Too short.")
            .When(run => run.Start("durable runs"))
            .Then.Result("draft 2");
    }

    [Fact]
    public void The_writer_is_told_what_the_critic_said() =>
        Scenario.Given("review-cycle.yaml")
            .WithModel("sample/writer", "a draft")
            .WithModel("sample/critic", "Too short.")
            .When(run => run.Start("durable runs"))
            .Then.Frames(
                "strategy_started Review cycle",
                "step_started writer: durable runs", "agent_output writer", "step_completed writer",
                "agent_output critic: Too short.",
                "step_started writer: Too short.");

    [Fact]
    public void After_three_rounds_the_critics_last_word_is_the_result() =>
        Scenario.Given("review-cycle.yaml")
            .WithModel("sample/writer", "a draft")
            .WithModel("sample/critic", "Too short.")
            .When(run => run.Start("durable runs"))
            .Then.Result("Too short.");
}
