using Runs.Runtime.Cells;
using Runs.Runtime.Messaging;
using Runs.Runtime.Tests.Counters;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Cells;

public sealed class MailboxTests
{
    [Fact]
    public void Commands_fill_the_capacity_and_internal_messages_the_reserve_in_the_order_of_their_coming()
    {
        var mailbox = new Mailbox(capacity: 2, reserved: 1);
        var posted = Enumerable.Range(0, 2).Select(i => Envelope.Ask(i)).Append(Envelope.Tell(2)).ToList();
        posted.ShouldAllBe(envelope => mailbox.Post(envelope) == PostOutcome.Posted);
        mailbox.Post(Envelope.Ask("refused")).ShouldBe(PostOutcome.Full);
        mailbox.Post(Envelope.Tell("refused")).ShouldBe(PostOutcome.Full);
        mailbox.Insist(Envelope.Tell(3));

        var taken = new List<Envelope>();
        mailbox.Take(taken, 3);
        mailbox.Take(taken, 4);
        taken.Select(envelope => envelope.Command).ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public void What_exceeds_a_turn_is_ready_at_once()
    {
        var mailbox = new Mailbox(capacity: 10, reserved: 0);
        for (var i = 0; i < 3; i++)
            mailbox.Post(Envelope.Tell(i));
        var taken = new List<Envelope>();
        for (var i = 0; i < 3; i++)
        {
            mailbox.Ready().AsTask().IsCompleted.ShouldBeTrue($"message {i} waits for the next post");
            mailbox.Take(taken, i + 1);
        }

        mailbox.Ready().AsTask().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void A_closed_mailbox_hands_out_what_was_in_it_and_takes_nothing_more()
    {
        var mailbox = new Mailbox(capacity: 10, reserved: 0);
        mailbox.Post(Envelope.Tell("left"));
        mailbox.TryClose().ShouldBeFalse();
        mailbox.Close().Single().Command.ShouldBe("left");
        mailbox.Post(Envelope.Tell("late")).ShouldBe(PostOutcome.Closed);
        mailbox.Insist(Envelope.Tell("late"));
        mailbox.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_full_mailbox_is_tried_again_within_the_ask_timeout()
    {
        var world = new NodeWorld { Options = new() { Cells = new() { MailboxCapacity = 2, TurnBatch = 1 } } };
        world.Run(async () =>
        {
            var asks = Enumerable.Range(0, 20).Select(i => world.Count("a", $"c{i}")).ToList();
            (await Task.WhenAll(asks)).ShouldAllBe(reply => reply.Refusal == null);
            (await world.State("a")).Sum.ShouldBe(20);
        });
    }

    [Fact]
    public void A_mailbox_that_stays_full_is_busy_and_a_stalled_turn_times_out()
    {
        var world = new NodeWorld { Options = new() { Cells = new() { MailboxCapacity = 1, MailboxReserved = 1 }, AskTimeout = TimeSpan.FromSeconds(5) } };
        world.Run(async () =>
        {
            var store = new TaskCompletionSource();
            world.Journal.OnCommit = async (_, commit) =>
            {
                await store.Task;
                return await commit();
            };
            var deciding = world.Count("a", "deciding");
            await world.Until(() => world.Journal.Batches.Count == 1, "the first append");
            var waiting = world.Count("a", "waiting");
            var refused = world.Count("a", "refused");
            (await refused).Refusal!.Code.ShouldBe(RefusalCodes.Busy);
            (await deciding).Refusal!.Code.ShouldBe(RefusalCodes.Timeout);
            (await waiting).Refusal!.Code.ShouldBe(RefusalCodes.Timeout);
            var stop = world.Node.Ask(NodeWorld.Id("a"), new CountBy(1), "stop", isInternal: true);
            store.SetResult();
            (await stop).Refusal.ShouldBeNull();
            (await world.Stored("a")).ShouldBe(["deciding", "waiting", "stop"]);
        });
    }
}
