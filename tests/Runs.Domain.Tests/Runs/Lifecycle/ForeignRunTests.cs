using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class ForeignRunTests
{
    public static TheoryData<RunCommand> Commands { get; } =
    [
        new PrepareRun(null), new StartRun("in"), new ContinueRun("in"), new StopRun(), new KillRun(), new ResumeRun(),
        new AnswerInput("user", "yes"), new SteerRun("left"), new MessageStep("s1/0", MessageChannel.Steer, "left") { ClientMessageId = "m" }, new EraseRun(),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Whatever_its_state_a_stranger_is_refused_as_on_a_run_that_does_not_exist(RunCommand command)
    {
        var unknown = Given.Steps("user").When(command).Refusal;
        foreach (var run in Runs())
        {
            var state = run.State;
            run.When(command with { OnlyOwner = "stranger" }).Refusal.ShouldBe(unknown);
            run.Events.ShouldBeEmpty();
            run.State.ShouldBeSameAs(state);
        }
    }

    [Fact]
    public void A_stranger_can_not_make_a_run_of_an_id_that_is_taken()
    {
        foreach (var run in Runs())
        {
            run.When(new PrepareRun(run.Preparation) { OnlyOwner = "stranger" });
            run.Refusal.ShouldBe(new RunError("run.not-found", "Run not found: r1"));
            run.Events.ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_command_id_of_the_owner_means_nothing_to_a_stranger() =>
        Given.Steps("user").Prepared().When(new StartRun("in"), "c").When(new StartRun("in") { OnlyOwner = "stranger" }, "c")
            .Refusal!.Code.ShouldBe("run.not-prepared");

    [Fact]
    public void Its_owner_is_not_held_up() =>
        Given.Steps("user").Prepared().When(new StartRun("") { OnlyOwner = "owner" }).When(new AnswerInput("user", "yes") { OnlyOwner = "owner" })
            .Result.ShouldBe("yes");

    [Fact]
    public void A_run_that_was_dropped_before_its_start_stays_its_owners()
    {
        var run = Given.Steps("user").Prepared().When(new StopRun());
        run.When(new PrepareRun(run.Preparation with { Owner = "admin" })).State.Owner.ShouldBe("owner");
    }

    /// <summary>A run of "owner" that is prepared, waits, has ended, is prepared again, or was dropped.</summary>
    private static IEnumerable<RunScript> Runs() =>
    [
        Given.Steps("user").Prepared(),
        Given.Steps("user").Started(""),
        Given.Steps("user").Started("").When(new AnswerInput("user", "yes")),
        Given.Steps("user").Started("").When(new AnswerInput("user", "yes")).Prepared(),
        Given.Steps("user").Prepared().When(new StopRun()),
    ];
}
