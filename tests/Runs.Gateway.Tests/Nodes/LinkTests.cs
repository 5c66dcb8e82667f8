using Runs.Gateway.Tests.Nodes.Support;
using Runs.Gateway.Tests.Support;
using Runs.Runtime.Links;

namespace Runs.Gateway.Tests.Nodes;

/// <summary>What a link promises while nothing goes wrong.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task Both_channels_go_both_ways()
    {
        var (older, newer) = await LinkNode.Pair();
        await using var first = older;
        await using var second = newer;
        foreach (var channel in Enum.GetValues<LinkChannel>())
        {
            foreach (var (from, to) in ((LinkNode, LinkNode)[])[(older, newer), (newer, older)])
            {
                from.TrySend(to, channel, [1, 2, 3]).ShouldBeTrue();
                var received = await to.Next();
                (received.From, received.Channel).ShouldBe((from.Life.Number, channel));
                received.Data.ToArray().ShouldBe([1, 2, 3]);
            }
        }
    }

    [Fact]
    public async Task Frames_of_all_sizes_arrive_whole_and_in_order()
    {
        var (older, newer) = await LinkNode.Pair();
        await using var first = older;
        await using var second = newer;
        // Around the sizes at which a frame no longer fits where others do.
        int[] sizes = [0, 1, 65_530, 65_531, 65_532, 65_536, 7, 131_072, 131_073, 3_000_000, 2, 65_526, 12];
        var random = new Random(1);
        var sent = sizes.Concat(Enumerable.Range(0, 200).Select(_ => random.Next(100_000))).Select(size => Filled(random, size)).ToList();
        foreach (var frame in sent)
            newer.TrySend(older, LinkChannel.Control, frame).ShouldBeTrue();
        foreach (var frame in sent)
            (await older.Next()).Data.Span.SequenceEqual(frame).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hundred_thousand_frames_arrive_in_order(bool isFromNewer)
    {
        var (older, newer) = await LinkNode.Pair();
        await using var first = older;
        await using var second = newer;
        var (from, to) = isFromNewer ? (newer, older) : (older, newer);
        const int count = 100_000;
        for (var number = 0; number < count; number++)
        {
            // When too much waits, some of it has to arrive first.
            while (!from.TrySend(to, LinkChannel.Control, number))
                await Task.Yield();
        }

        for (var number = 0; number < count; number++)
            (await to.NextNumber()).ShouldBe(number);
        to.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receiver_may_keep_what_it_is_given()
    {
        var (older, newer) = await LinkNode.Pair();
        await using var first = older;
        await using var second = newer;
        var frames = new List<LinkFrame>();
        var sent = Enumerable.Range(0, 2000).Select(number => BitConverter.GetBytes(number)).ToList();
        foreach (var frame in sent)
        {
            newer.TrySend(older, LinkChannel.Live, frame).ShouldBeTrue();
            // What is sent belongs to the caller again.
            Array.Clear(frame);
        }

        for (var number = 0; number < sent.Count; number++)
            frames.Add(await older.Next());
        frames.Select(frame => BitConverter.ToInt32(frame.Data.Span)).ShouldBe(Enumerable.Range(0, sent.Count));
    }

    [Fact]
    public async Task A_link_says_how_it_is()
    {
        // No time passes: the first heartbeat goes out with the link, and is answered at once.
        var (older, newer) = await LinkNode.Pair(time: new ManualTime());
        await using var first = older;
        await using var second = newer;
        foreach (var node in (LinkNode[])[older, newer])
        {
            var peer = node == older ? newer : older;
            foreach (var channel in Enum.GetValues<LinkChannel>())
            {
                await Eventually.Is(() => node.State(peer, channel).RoundTrip is not null, "a round trip was measured");
                var state = node.State(peer, channel);
                (state.IsConnected, state.PeerVersion, state.Trouble, state.DroppedFrames, state.Address).ShouldBe((true, 1, null, 0, peer.Address));
                state.RoundTrip.ShouldBe(TimeSpan.Zero);
            }
        }

        older.Links.States.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Three_nodes_are_linked_each_with_each()
    {
        await using var a = await LinkNode.Start("a", 1);
        await using var b = await LinkNode.Start("b", 2);
        await using var c = await LinkNode.Start("c", 3);
        LinkNode[] nodes = [a, b, c];
        foreach (var node in nodes)
            node.Meet([.. nodes.Where(other => other != node)]);
        foreach (var node in nodes)
        {
            foreach (var other in nodes.Where(other => other != node))
                await node.Events.Linked(other.Life.Node);
        }

        foreach (var node in nodes)
        {
            foreach (var other in nodes.Where(other => other != node))
            {
                node.TrySend(other, LinkChannel.Control, (int)node.Life.Number).ShouldBeTrue();
                (await other.NextNumber()).ShouldBe((int)node.Life.Number);
            }
        }
    }

    [Fact]
    public async Task Nobody_is_sent_what_is_for_a_life_that_is_unknown()
    {
        var (older, newer) = await LinkNode.Pair();
        await using var first = older;
        await using var second = newer;
        newer.Links.TrySend(99, LinkChannel.Control, new byte[1]).ShouldBeFalse();
        newer.Links.TrySend(newer.Life.Number, LinkChannel.Control, new byte[1]).ShouldBeFalse();
    }

    private static byte[] Filled(Random random, int size)
    {
        var frame = new byte[size];
        random.NextBytes(frame);
        return frame;
    }
}
