using Runs.Gateway.Nodes;
using Runs.Gateway.Tests.Nodes.Support;
using Runs.Gateway.Tests.Support;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Tests.Nodes;

/// <summary>Links are to lives of nodes, and lives end.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task A_new_life_at_the_same_address_gets_nothing_that_was_for_the_old_one()
    {
        await using var a = await LinkNode.Start("a", 1);
        var before = await LinkNode.Start("b", 2);
        await LinkNode.Link(a, before);
        var port = before.Port;
        await before.DisposeAsync();
        await a.Events.Until(said => said.Kind == "lost" && said.Channel == LinkChannel.Control, "the old life is gone");
        // Taken, because that life might come back: its connection is gone and nothing else.
        a.TrySend(before, LinkChannel.Control, 1).ShouldBeTrue();

        await using var after = await LinkNode.Start("b", 3, LinkNode.Options with { Listen = $"127.0.0.1:{port}" });
        after.Meet(a);
        await a.Events.Linked("b", times: 2);
        a.TrySend(after, LinkChannel.Control, 2).ShouldBeTrue();
        (await after.NextNumber()).ShouldBe(2);
        a.Meet(after);
        a.TrySend(before, LinkChannel.Control, 3).ShouldBeFalse();
        a.TrySend(after, LinkChannel.Control, 4).ShouldBeTrue();
        (await after.NextNumber()).ShouldBe(4);
        a.Links.States.ShouldAllBe(state => state.Peer == after.Life);
    }

    [Fact]
    public async Task An_old_life_is_cut_off_when_the_table_has_a_newer_one_and_doesnt_come_back()
    {
        await using var a = await LinkNode.Start("a", 1);
        await using var before = await LinkNode.Start("b", 2);
        await LinkNode.Link(a, before);
        await using var after = await LinkNode.Start("b", 3);
        a.Meet(after);
        await before.Events.Until(said => said.Kind == "lost" && said.Code == LinkCodes.Closed, "the old life is told");
        await before.Events.Refused(LinkCodes.OtherLife);
        a.TrySend(before, LinkChannel.Control, 1).ShouldBeFalse();
        a.Links.States.ShouldAllBe(state => state.Peer == after.Life);
    }

    [Fact]
    public async Task A_node_that_has_left_is_let_go()
    {
        var (older, newer) = await LinkNode.Pair();
        await using var first = older;
        await using var second = newer;
        older.Links.Meet([older.Record, newer.Record with { Phase = NodePhase.Gone }]);
        older.Links.States.ShouldBeEmpty();
        older.TrySend(newer, LinkChannel.Control, 1).ShouldBeFalse();
        await newer.Events.Until(said => said.Kind == "lost", "the link is closed");
    }

    [Fact]
    public async Task A_newcomer_is_let_in_before_the_table_is_read_again()
    {
        await using var older = await LinkNode.Start("a", 1);
        await using var newer = await LinkNode.Start("b", 2);
        older.Meet();
        newer.Meet(older);
        await older.Events.Linked("b");
        newer.TrySend(older, LinkChannel.Control, 5).ShouldBeTrue();
        (await older.NextNumber()).ShouldBe(5);
        // An answer finds its way back.
        older.TrySend(newer, LinkChannel.Control, 6).ShouldBeTrue();
        (await newer.NextNumber()).ShouldBe(6);
        older.Meet(newer);
        older.Events.Count(said => said.Kind == "lost").ShouldBe(0);
    }

    [Fact]
    public async Task A_node_whose_lease_has_run_out_keeps_its_links_and_isnt_dialled()
    {
        await using var a = await LinkNode.Start("a", 1);
        await using var b = await LinkNode.Start("b", 2);
        await LinkNode.Link(a, b);
        b.Links.Meet([a.Record with { LeaseLeft = TimeSpan.Zero }, b.Record]);
        b.TrySend(a, LinkChannel.Control, 1).ShouldBeTrue();
        (await a.NextNumber()).ShouldBe(1);

        await using var c = await LinkNode.Start("c", 3);
        c.Links.Meet([a.Record with { LeaseLeft = TimeSpan.Zero }, c.Record]);
        c.State(a, LinkChannel.Control).IsConnected.ShouldBeFalse();
        c.Meet(a);
        await c.Events.Linked("a");
    }

    [Fact]
    public async Task A_new_address_is_dialled_at_once()
    {
        // No time passes, so that whoever waits for the next try waits for ever.
        var time = new ManualTime();
        await using var older = await LinkNode.Start("a", 1);
        await using var newer = await LinkNode.Start("b", 2, time: time);
        var right = older.Address;
        older.Address = "127.0.0.1:1";
        newer.Meet(older);
        await newer.Events.Refused(LinkCodes.Unreachable);
        older.Address = right;
        newer.Meet(older);
        await newer.Events.Linked("a");
    }

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:0")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("user@127.0.0.1:1")]
    [InlineData("127.0.0.1:1/path:2")]
    public async Task An_address_that_is_none_is_never_dialled(string address)
    {
        await using var older = await LinkNode.Start("a", 1);
        await using var newer = await LinkNode.Start("b", 2);
        older.Address = address;
        newer.Meet(older);
        await newer.Events.Refused(LinkCodes.Address);
        await Eventually.Is(() => newer.State(older, LinkChannel.Live).Trouble == LinkCodes.Address, "the state says so");
    }

    [Fact]
    public async Task Tries_come_less_and_less_often()
    {
        var time = new ManualTime();
        var options = LinkNode.Options with { FirstBackoff = TimeSpan.FromMilliseconds(100), LongestBackoff = TimeSpan.FromMilliseconds(600) };
        await using var older = await LinkNode.Start("a", 1);
        await using var newer = await LinkNode.Start("b", 2, options, time);
        older.Address = "127.0.0.1:1";
        newer.Meet(older);
        // The randomness of these tests is a half, which makes three quarters of the full wait.
        foreach (var wait in (int[])[75, 150, 300, 450, 450])
        {
            foreach (var _ in Enum.GetValues<LinkChannel>())
                await time.Armed(TimeSpan.FromMilliseconds(wait));
            time.Advance(TimeSpan.FromMilliseconds(wait));
        }
    }

    [Fact]
    public async Task A_second_connection_takes_the_place_of_the_first()
    {
        await using var node = await LinkNode.Start("a", 1);
        using var first = await RawLink.Prove(node);
        await first.Send(kind: 0, length: 4, [1, 0, 0, 0]);
        (await node.NextNumber()).ShouldBe(1);
        using var second = await RawLink.Prove(node);
        (await first.Closed()).ShouldBeNull();
        await second.Send(kind: 0, length: 4, [2, 0, 0, 0]);
        (await node.NextNumber()).ShouldBe(2);
        await node.Events.Until(said => said.Code == LinkCodes.Replaced, "the first was replaced");
        node.Events.Count(said => said.Kind == "linked").ShouldBe(2);
    }
}
