namespace Strategies.Tests;

public sealed class ApprovalTests
{
    private static ScenarioSetup Approval =>
        Scenario.Given("approval.yaml")
            .WithModel("sample/writer", "Let us ship {{input}}.")
            .WithModel("mock/echo", "{{input}}");

    [Fact]
    public void The_approver_has_the_last_word() =>
        Approval
            .When(run => run.Start("the release"))
            .Then.Asks("approver")
            .When(run => run.Answer("approver", "yes, on Monday"))
            .Then.Result("Decided on the release: yes, on Monday");

    [Fact]
    public void The_approver_is_shown_the_proposal() =>
        Approval
            .When(run => run.Start("the release"))
            .Then.Frames(
                "strategy_started Approval",
                "step_started proposer: the release",
                "agent_output proposer",
                "step_completed proposer: Let us ship the release.",
                "step_started approver: Let us ship the release.\n\nDo you approve?",
                "request_input approver");

    [Fact]
    public void The_question_survives_a_crash_and_a_week() =>
        Approval
            .When(run => run.Start("the release"))
            .Then.Asks("approver")
            .When(run => run.Crash())
            .When(run => run.Advance(TimeSpan.FromDays(7)))
            .When(run => run.Answer("approver", "at last"))
            .Then.Result("Decided on the release: at last");

    [Fact]
    public void Nothing_is_announced_once_the_run_is_stopped() =>
        Approval
            .When(run => run.Start("the release"))
            .Then.Asks("approver")
            .When(run => run.Stop())
            .Then.Stops()
            .And.Steps("proposal succeeded", "decision cancelled");

    [Fact]
    public void A_proposer_that_fails_fails_the_run_before_anybody_is_asked() =>
        Scenario.Given("approval.yaml")
            .WithModel(new() { Name = "sample/writer", Error = "no quota" })
            .When(run => run.Start("the release"))
            .Then.Fails("Step \"proposer\" failed: LLM call failed: no quota")
            .And.Steps("proposal failed");
}
