using Runs.Gateway.Nodes;
using Runs.Gateway.Tests.Nodes.Support;
using Runs.Gateway.Tests.Support;
using Runs.Runtime.Links;

namespace Runs.Gateway.Tests.Nodes;

/// <summary>Links that have more to send than the other end takes.</summary>
public sealed class QueueTests
{
    private static readonly NodeLinkOptions Small = LinkNode.Options with { MaxControlBytes = 300_000, MaxLiveBytes = 200_000 };

    [Fact]
    public async Task A_full_queue_refuses_and_the_live_one_counts_what_it_drops()
    {
        await using var node = await LinkNode.Start("a", 1, Small, new ManualTime());
        // It proves itself and then reads nothing.
        using var control = await RawLink.Prove(node);
        using var live = await RawLink.Prove(node, RawLink.Hello(node, channel: LinkChannel.Live));
        await node.Events.Linked("x");
        foreach (var channel in Enum.GetValues<LinkChannel>())
        {
            var refused = await Fill(node, channel);
            var state = node.Links.States.Single(state => state.Channel == channel);
            state.QueuedBytes.ShouldBeInRange(100_000, channel == LinkChannel.Live ? 200_000 : 300_000);
            state.DroppedFrames.ShouldBe(refused);
        }

        // The other ways aren't held up.
        await using var other = await LinkNode.Start("b", 60);
        other.Meet(node);
        await other.Events.Linked("a");
        node.TrySend(other, LinkChannel.Control, 1).ShouldBeTrue();
        (await other.NextNumber()).ShouldBe(1);
    }

    [Fact]
    public async Task Who_takes_nothing_for_too_long_is_cut()
    {
        var time = new ManualTime();
        await using var node = await LinkNode.Start("a", 1, Small, time);
        using var raw = await RawLink.Prove(node);
        await node.Events.Until(said => said.Kind == "linked", "linked");
        await Fill(node, LinkChannel.Control);
        for (var beat = 0; beat < 3; beat++)
        {
            // It is there, as it says; it only doesn't read.
            await raw.Send(kind: 0, length: 4, [1, 0, 0, 0]);
            await node.Next();
            time.Advance(Small.Heartbeat);
        }

        await node.Events.Until(said => said.Kind == "lost" && said.Code == LinkCodes.Silent, "it was cut");
    }

    [Fact]
    public async Task A_slow_receiver_holds_nobody_else_up_and_misses_nothing()
    {
        var (older, newer) = await LinkNode.Pair();
        await using var first = older;
        await using var second = newer;
        await using var third = await LinkNode.Start("c", 3);
        third.Meet(older);
        await third.Events.Linked("a");
        using var gate = new ManualResetEventSlim();
        older.OnReceive = frame =>
        {
            if (frame.From == newer.Life.Number && frame.Channel == LinkChannel.Live)
                gate.Wait(TimeSpan.FromSeconds(30));
        };
        for (var number = 0; number < 1000; number++)
            newer.TrySend(older, LinkChannel.Live, number).ShouldBeTrue();
        third.TrySend(older, LinkChannel.Live, -1).ShouldBeTrue();
        (await older.NextNumber()).ShouldBe(-1);
        newer.TrySend(older, LinkChannel.Control, -2).ShouldBeTrue();
        (await older.NextNumber()).ShouldBe(-2);
        gate.Set();
        for (var number = 0; number < 1000; number++)
            (await older.NextNumber()).ShouldBe(number);
    }

    [Fact]
    public async Task A_frame_that_is_too_long_is_never_sent()
    {
        var options = LinkNode.Options with { MaxFrame = 100_000, MaxControlBytes = 1000 };
        var (older, newer) = await LinkNode.Pair(options);
        await using var first = older;
        await using var second = newer;
        newer.Links.MaxFrame.ShouldBe(100_000);
        newer.TrySend(older, LinkChannel.Control, new byte[100_001]).ShouldBeFalse();
        // The longest fits where nothing waits, whatever the queue takes.
        newer.TrySend(older, LinkChannel.Control, new byte[100_000]).ShouldBeTrue();
        (await older.Next()).Data.Length.ShouldBe(100_000);
    }

    /// <summary>Sends until nothing more is taken for a while; the result is how often it was refused.</summary>
    private static async Task<int> Fill(LinkNode node, LinkChannel channel)
    {
        var (refused, inARow) = (0, 0);
        var frame = new byte[10_000];
        // What is in the network's buffers isn't in the queue.
        while (inARow < 20_000)
        {
            if (node.Links.TrySend(50, channel, frame))
            {
                inARow = 0;
                continue;
            }

            refused++;
            inARow++;
            await Task.Yield();
        }

        return refused;
    }
}
