using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>Which messages a step accepts, and what of them is remembered.</summary>
public sealed class MessageReceiptTests
{
    private const string Refused = "message.not-delivered";

    [Fact]
    public void A_message_that_is_repeated_under_its_id_is_stored_once_also_when_it_was_told_or_the_step_is_over()
    {
        var run = Given.Steps("a", "user").Started("").When(Message("left", "m1"), "c1").Then("step-messaged s1/0 steer 'left'")
            .When(Message("left", "m1"), "c2").ThenNothing()
            .Replies("s1/0", "x").When(Message("left", "m1"), "c3").ThenNothing()
            .Replies("s1/0", "y").When(Message("left", "m1"), "c4").ThenNothing();

        run.State.Mailboxes[new("s1/0")].Messages.ShouldHaveSingleItem().CommandId.ShouldBe("c1");
        run.When(new StopRun()).When(Message("left", "m1")).ThenNothing();
        run.Continued().When(Message("left", "m1")).ThenNothing();
    }

    [Fact]
    public void Without_an_id_every_command_is_a_message_of_its_own_and_a_repeated_command_the_same()
    {
        var run = Given.Steps("a").Started().When(Message("left"), "c1").When(Message("left"), "c1").ThenNothing().When(Message("left"), "c2");

        run.State.Mailboxes[new("s1/0")].Messages.Select(message => message.CommandId).ShouldBe(["c1", "c2"]);
    }

    [Fact]
    public void Another_text_or_channel_under_the_id_is_a_conflict()
    {
        const string Conflict = "Step s1/0 was sent another message under the id m1 (conflict): its text or its channel differs.";
        Given.Steps("a").Started().When(Message("left", "m1"))
            .When(Message("right", "m1")).ThenRefused(Refused, Conflict)
            .When(Message("left", "m1") with { Channel = MessageChannel.FollowUp }).ThenRefused(Refused, Conflict)
            .When(Message("right", "m2")).Then("step-messaged s1/0 steer 'right'");
    }

    [Fact]
    public void A_refusal_is_remembered_under_its_id_and_stored_once()
    {
        var run = Given.Steps("a", "user").Started("").Replies("s1/0", "x")
            .When(Message("late", "m1")).Then("step-messaged s1/0 steer denied: Step s1/0 has ended (succeeded).")
            .When(Message("late", "m1")).ThenNothing()
            .When(Message("later", "m1")).ThenRefused(Refused, "Step s1/0 was sent another message under the id m1 (conflict): its text or its channel differs.");

        run.When(new StopRun()).When(Message("late", "m2")).Then("step-messaged s1/0 steer denied: Step s1/0 has ended (succeeded).");
        var stored = run.Events.ShouldHaveSingleItem().ShouldBeOfType<StepMessaged>();
        (stored.Text, stored.Digest.Length).ShouldBe(("", 64), "a refused text isn't kept");
    }

    [Fact]
    public void What_was_refused_too_early_stays_refused_under_its_id()
    {
        var run = Given.Steps("a", "b").Started("").When(Message("early", "m1", "s1/0"));
        Given.Broadcast("a", "a").Started().When(Message("early", "m1", "s1/1")).Then("step-messaged s1/1 steer denied: Step s1/1 has not begun.")
            .Replies("s1/0").When(Message("early", "m1", "s1/1")).ThenNothing()
            .When(Message("early", "m2", "s1/1")).Then("step-messaged s1/1 steer 'early'");
        run.Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_step_takes_16_messages()
    {
        var run = Given.Steps("a").Started();
        for (var i = 0; i < 16; i++)
            run.When(Message("x", $"m{i}")).Then("step-messaged s1/0 steer 'x'");
        run.When(Message("x")).ThenRefused(Refused, "Step s1/0 has had its 16 messages (budget).")
            .When(Message("x", "m16")).Then("step-messaged s1/0 steer denied: Step s1/0 has had its 16 messages (budget).");
    }

    [Fact]
    public void A_step_takes_65536_characters_at_50000_a_message()
    {
        Given.Steps("a").Started()
            .When(Message(new('x', 50_001))).ThenRefused(Refused, "A message has 1 to 50000 characters.")
            .When(Message("")).ThenRefused(Refused, "A message has 1 to 50000 characters.")
            .When(Message("x", new('i', 129))).ThenRefused(Refused, "The id of a message has 1 to 128 characters.")
            .When(Message(new('x', 50_000), new('i', 128))).Then($"step-messaged s1/0 steer '{new string('x', 50_000)}'")
            .When(Message(new('x', 15_537))).ThenRefused(Refused, "Step s1/0 takes messages of 65536 characters in all, and 15536 are left (budget).")
            .When(Message(new('x', 15_536))).Then($"step-messaged s1/0 steer '{new string('x', 15_536)}'");
    }

    [Fact]
    public void Only_so_many_refusals_are_remembered()
    {
        var run = Given.Steps("a", "user").Started("").Replies("s1/0", "x");
        for (var i = 0; i < StepMailbox.MaxRemembered; i++)
            run.When(Message("late", $"m{i}")).Refusal.ShouldBeNull();

        run.When(Message("late", "one more")).ThenRefused(Refused, "Step s1/0 has ended (succeeded).");
        run.When(Message("late", "m0")).ThenNothing();
    }

    [Fact]
    public void A_step_that_can_be_told_nothing_says_why()
    {
        Given.Steps("a").Prepared().When(Message("x", step: "s1/0")).ThenRefused("step.not-found", "Run r1 has no step s1/0.");
        Given.Steps("agent: a, id: draft").Prepared().When(Message("x", "m1", "draft")).ThenRefused(Refused, "Step draft has not begun.");
        Given.Steps("a").When(Message("x")).ThenRefused("run.not-found", "Run not found: r1");
        Given.Steps("a").Started().When(Message("x", "m1", "s1/9")).ThenRefused("step.not-found", "Run r1 has no step s1/9.");
        Given.Steps("user", "agent: b, id: later").Started("").When(Message("x", step: "later")).ThenRefused(Refused, "Step later has not begun.");
        Refuses(Given.Steps("a").Started(), "Step s1 is a flow, and only a model's step takes messages.", "s1");
        Refuses(Given.Steps("user").Started(""), "Step s1/0 is of the kind user, and only a model's step takes messages.");
        Refuses(Given.Steps("once").Started(), "Step s1/0 is of the kind process, and only a model's step takes messages.");
        Refuses(Given.Steps("a").Started().When(new StopRun()), "Run r1 is ending: it was told to stop.");
        Refuses(Given.Broadcast("a", "never").Started().Fails("s1/1"), "Run r1 is ending: it has failed.");
        Refuses(Given.Steps("a").Started().Runs(), "Step s1/0 has ended (succeeded).");
        Refuses(Given.Steps("a").Started().When(new KillRun()), "Step s1/0 has ended (cancelled).");
    }

    [Fact]
    public void A_step_is_named_by_its_authors_id_or_by_its_place()
    {
        Given.Steps("agent: a, id: draft").Started()
            .When(Message("left", "m1", "draft")).Then("step-messaged s1/0 steer 'left'")
            .When(Message("left", "m1", "s1/0")).ThenNothing();
    }

    [Fact]
    public void In_a_graph_a_step_takes_messages_from_its_beginning_to_its_end()
    {
        Given.Graph("id: draft, agent: a", "id: later, agent: a, needs: [draft]").Started()
            .When(Message("early", "m1", "later")).Then("step-messaged s1/later steer denied: Step s1/later has not begun.")
            .When(Message("left", "m1", "draft")).Then("step-messaged s1/draft steer 'left'")
            .Replies("s1/draft", "half").Then("model-replied s1/draft 'half'", "step-continued s1/draft", "messages-delivered s1/draft/m2 1+0", "step-dispatched s1/draft/m2 #2")
            .Replies("s1/draft", "whole").When(Message("now", "m2", "later")).Then("step-messaged s1/later steer 'now'");
    }

    [Fact]
    public void A_step_that_is_being_cancelled_takes_none_and_tells_none()
    {
        Given.Graph("id: draft, agent: a", "id: other, agent: a").Started()
            .When(Message("left", "m1", "draft")).When(new CancelStep("draft", "no longer wanted"))
            .When(Message("right", step: "draft")).ThenRefused(Refused, "Step s1/draft is ending: no longer wanted")
            .Replies("s1/draft", "half").Then("model-replied s1/draft 'half'", "agent-replied s1/draft", "step-succeeded s1/draft");
    }

    [Fact]
    public void The_receipts_of_an_earlier_round_are_found_by_its_place()
    {
        var run = Given.Flow("type: cycle, cycles: 2, steps: [{ agent: a }]").Started().When(Message("left", "m1", "s1~1/0")).Replies("s1~1/0", "x").Replies("s1~1/0", "y");

        run.State.Steps.ShouldNotContainKey(new("s1~1/0"));
        run.When(Message("left", "m1", "s1~1/0")).ThenNothing()
            .When(Message("left", "m2", "s1~1/0")).Then("step-messaged s1~1/0 steer denied: Step s1~1/0 has not begun, or is over.");
    }

    private static void Refuses(RunScript run, string why, string step = "s1/0") => run.When(Message("x", step: step)).ThenRefused(Refused, why);

    private static MessageStep Message(string text, string? id = null, string step = "s1/0") =>
        new(step, MessageChannel.Steer, text) { ClientMessageId = id };
}
