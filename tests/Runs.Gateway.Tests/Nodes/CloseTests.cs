using System.Net;
using System.Net.Sockets;
using Runs.Gateway.Nodes;
using Runs.Gateway.Tests.Nodes.Support;
using Runs.Gateway.Tests.Support;
using Runs.Runtime.Links;

namespace Runs.Gateway.Tests.Nodes;

/// <summary>The end of a node's links.</summary>
public sealed class CloseTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_sent_before_is_sent_and_the_other_is_told(bool isNewer)
    {
        var (older, newer) = await LinkNode.Pair();
        await using var first = older;
        await using var second = newer;
        var (closing, other) = isNewer ? (newer, older) : (older, newer);
        for (var number = 0; number < 1000; number++)
            closing.TrySend(other, LinkChannel.Control, number).ShouldBeTrue();
        closing.Links.Close();
        closing.TrySend(other, LinkChannel.Control, -1).ShouldBeFalse();
        for (var number = 0; number < 1000; number++)
            (await other.NextNumber()).ShouldBe(number);
        await other.Events.Until(said => said.Kind == "lost" && said.Code == LinkCodes.Closed, "the other is told", times: 2);
        await closing.Links.DisposeAsync().AsTask().WaitAsync(Deadline);
        other.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_received_after_it()
    {
        var (older, newer) = await LinkNode.Pair();
        await using var first = older;
        await using var second = newer;
        older.Links.Close();
        newer.TrySend(older, LinkChannel.Control, 1);
        await older.Links.DisposeAsync().AsTask().WaitAsync(Deadline);
        older.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_is_connecting_can_be_closed()
    {
        // Somebody who takes connections and says nothing.
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        await using var older = await LinkNode.Start("a", 1);
        var newer = await LinkNode.Start("b", 2, time: new ManualTime());
        older.Address = $"127.0.0.1:{((IPEndPoint)nobody.LocalEndpoint).Port}";
        newer.Meet(older);
        using var connected = await nobody.AcceptTcpClientAsync().WaitAsync(Deadline);
        await newer.DisposeAsync().AsTask().WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_node_can_be_closed_while_strangers_say_nothing()
    {
        var node = await LinkNode.Start("a", 1, time: new ManualTime());
        using var stranger = await RawLink.Connect(node);
        await node.DisposeAsync().AsTask().WaitAsync(Deadline);
    }

    [Fact]
    public async Task Who_takes_nothing_holds_the_end_up_only_so_long()
    {
        var time = new ManualTime();
        var node = await LinkNode.Start("a", 1, time: time);
        using var raw = await RawLink.Prove(node);
        await node.Events.Until(said => said.Kind == "linked", "linked");
        while (node.Links.TrySend(50, LinkChannel.Control, new byte[1_000_000]))
        {
        }

        var ended = node.DisposeAsync().AsTask();
        await time.Armed(LinkNode.Options.CloseWithin);
        ended.IsCompleted.ShouldBeFalse();
        time.Advance(LinkNode.Options.CloseWithin);
        await ended.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Links_that_were_never_opened_can_be_closed()
    {
        var node = await LinkNode.Listen("a", 1);
        node.Links.Close();
        await node.DisposeAsync().AsTask().WaitAsync(Deadline);
    }
}
