using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class CommandIdTests
{
    [Fact]
    public void A_command_is_applied_once_whatever_happened_in_between()
    {
        Given.Flow("type: cycle, cycles: 2, steps: [{ agent: always }]").Started()
            .When(new AnswerInput("always", "one"), "c1").When(new AnswerInput("always", "one"), "c1").ThenNothing()
            .State.Inputs["always"].Step.Value.ShouldBe("s1~2/0");
    }

    [Fact]
    public void Only_the_first_event_of_a_command_carries_its_id()
    {
        Given.Steps("a").Prepared().When(new StartRun("in"), "c1").Events.Select(raised => raised.CommandId).ShouldBe(["c1", null]);
    }

    [Fact]
    public void An_id_that_is_no_text_is_recognised_all_the_same()
    {
        Given.Steps("a").Prepared().When(new SteerRun("x"), "c\ud800").When(new SteerRun("x"), "c\ud800").ThenNothing();
    }

    [Fact]
    public void The_latest_thousand_and_some_are_remembered()
    {
        var commands = AppliedCommands.None;
        for (var i = 0; i <= AppliedCommands.Capacity; i++)
            commands = commands.With($"c{i}");

        AppliedCommands.Capacity.ShouldBe(1024);
        commands.Contains("c0").ShouldBeFalse();
        commands.Contains("c1").ShouldBeTrue();
        commands.Ids.Count().ShouldBe(1024);
    }

    [Fact]
    public void Stops_and_reports_are_taken_by_a_full_mailbox_and_what_clients_ask_is_not()
    {
        new StopRun().IsInternal.ShouldBeTrue();
        new KillRun().IsInternal.ShouldBeTrue();
        new TimersDue().IsInternal.ShouldBeTrue();
        new SteerRun("x").IsInternal.ShouldBeFalse();
        new StartRun("x").IsInternal.ShouldBeFalse();
    }
}
