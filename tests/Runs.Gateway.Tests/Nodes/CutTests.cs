using Runs.Gateway.Nodes;
using Runs.Gateway.Tests.Nodes.Support;
using Runs.Gateway.Tests.Support;
using Runs.Node.Tests.Support;
using Runs.Runtime.Links;

namespace Runs.Gateway.Tests.Nodes;

/// <summary>Links over a network that fails.</summary>
public sealed class CutTests
{
    [Fact]
    public async Task What_is_sent_over_links_that_break_arrives_once_at_most_and_in_order()
    {
        await using var older = await LinkNode.Start("a", 1);
        await using var newer = await LinkNode.Start("b", 2);
        await using var proxy = new CuttableProxy(older.Port);
        older.Address = $"127.0.0.1:{proxy.Port}";
        await LinkNode.Link(older, newer);
        var ways = (Way[])[new Way(newer, older), new Way(older, newer)];
        for (var cut = 1; cut <= 10; cut++)
        {
            // Some of it is under way when the connection breaks, and lost.
            foreach (var way in ways)
                way.Send(2000);
            await ways[cut % 2].Arrive(untilLast: false);
            proxy.Cut();
            foreach (var way in ways)
                way.Send(2000);
            foreach (var way in ways)
                await way.From.Events.Until(said => said.Kind == "lost" && said.Channel == LinkChannel.Control, "the cut is noticed", cut);

            // From here on nothing is lost: it waits for the link.
            foreach (var way in ways)
                way.SendSurely(500);
            foreach (var way in ways)
                await way.Arrive(untilLast: true);
        }

        foreach (var way in ways)
        {
            way.Arrived.ShouldBe(way.Arrived.Distinct().Order());
            way.Sure.Except(way.Arrived).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_link_on_which_nothing_comes_any_more_is_given_up_and_made_anew()
    {
        var time = new ManualTime();
        await using var older = await LinkNode.Start("a", 1, time: time);
        await using var newer = await LinkNode.Start("b", 2, time: time);
        await using var proxy = new CuttableProxy(older.Port);
        older.Address = $"127.0.0.1:{proxy.Port}";
        await LinkNode.Link(older, newer);
        await Eventually.Is(() => newer.State(older, LinkChannel.Control).RoundTrip is not null, "the first heartbeat");

        proxy.Stall();
        for (var beats = 0; beats < 4; beats++)
            time.Advance(LinkNode.Options.Heartbeat);
        foreach (var node in (LinkNode[])[older, newer])
            await node.Events.Until(said => said.Kind == "lost", "silence was noticed", times: 2);
        // Whoever notices it second may see that the other has cut the connection.
        foreach (var channel in Enum.GetValues<LinkChannel>())
            older.Events.All.Concat(newer.Events.All).ShouldContain(said => said.Channel == channel && said.Code == LinkCodes.Silent);
        proxy.Flow();
        proxy.Cut();
        // Whoever dials waits before it tries again: three quarters of the first wait, with the randomness of these tests.
        var wait = LinkNode.Options.FirstBackoff * 0.75;
        foreach (var _ in Enum.GetValues<LinkChannel>())
            await time.Armed(wait);
        time.Advance(wait);
        await newer.Events.Linked("a", times: 2);
        await older.Events.Linked("b", times: 2);
        newer.TrySend(older, LinkChannel.Control, 1).ShouldBeTrue();
        (await older.NextNumber()).ShouldBe(1);
    }

    [Fact]
    public async Task Heartbeats_keep_an_idle_link()
    {
        var time = new ManualTime();
        var (older, newer) = await LinkNode.Pair(time: time);
        await using var first = older;
        await using var second = newer;
        for (var beat = 1; beat <= 20; beat++)
        {
            // Four links' ends beat, and each answer is there before time goes on.
            time.Advance(LinkNode.Options.Heartbeat);
            newer.TrySend(older, LinkChannel.Control, beat);
            newer.TrySend(older, LinkChannel.Live, beat);
            older.TrySend(newer, LinkChannel.Control, beat);
            older.TrySend(newer, LinkChannel.Live, beat);
            for (var i = 0; i < 2; i++)
            {
                await older.NextNumber();
                await newer.NextNumber();
            }
        }

        older.Events.Count(said => said.Kind == "lost").ShouldBe(0);
        newer.Events.Count(said => said.Kind == "lost").ShouldBe(0);
    }

    [Fact]
    public async Task Frames_wait_a_moment_for_a_link_and_no_longer()
    {
        var time = new ManualTime();
        await using var older = await LinkNode.Start("a", 1, time: time);
        await using var newer = await LinkNode.Start("b", 2, time: time);
        older.Address = "127.0.0.1:1";
        newer.Meet(older);
        newer.TrySend(older, LinkChannel.Control, 1).ShouldBeTrue();
        time.Advance(LinkNode.Options.HoldFor + TimeSpan.FromMilliseconds(1));
        newer.TrySend(older, LinkChannel.Control, 2).ShouldBeFalse();
        newer.Meet(older);
        var state = newer.State(older, LinkChannel.Control);
        (state.QueuedBytes, state.DroppedFrames).ShouldBe((0, 2));

        // The first that arrives is the first that was sent when the link was there.
        older.Address = older.Links.BoundAddress;
        newer.Meet(older);
        await newer.Events.Linked("a");
        newer.TrySend(older, LinkChannel.Control, 3).ShouldBeTrue();
        (await older.NextNumber()).ShouldBe(3);
    }

    private sealed class Way(LinkNode from, LinkNode to)
    {
        private int _next;

        public LinkNode From => from;

        public List<int> Sure { get; } = [];

        public List<int> Arrived { get; } = [];

        public void Send(int count)
        {
            for (var i = 0; i < count; i++)
                from.TrySend(to, LinkChannel.Control, _next++);
        }

        public void SendSurely(int count)
        {
            for (var i = 0; i < count; i++)
            {
                Sure.Add(_next);
                from.TrySend(to, LinkChannel.Control, _next++).ShouldBeTrue();
            }
        }

        public async Task Arrive(bool untilLast)
        {
            do
                Arrived.Add(await to.NextNumber());
            while (untilLast && Arrived[^1] != _next - 1);
        }
    }
}
