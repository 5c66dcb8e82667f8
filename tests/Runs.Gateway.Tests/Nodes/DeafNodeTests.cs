using Runs.Gateway.Nodes;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Tests.Nodes;

/// <summary>What a node can tell of another one's end without hearing of it.</summary>
public sealed class DeafNodeTests
{
    private static readonly NodeLinkOptions Options = new() { Listen = "127.0.0.1:0", Secret = "0123456789abcdef0123456789abcdef" };

    [Fact]
    public async Task A_node_is_deaf_once_its_machine_refuses_connections_and_not_before()
    {
        await using var here = await WebSocketLinks.Listen(Options);
        var there = await WebSocketLinks.Listen(Options);
        var record = new NodeRecord(new NodeIncarnation("there", 2), there.BoundAddress, NodePhase.Up, TimeSpan.Zero);

        (await here.IsDeaf(record, CancellationToken.None)).ShouldBeFalse();
        await there.DisposeAsync();
        (await here.IsDeaf(record, CancellationToken.None)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere.invalid:7423")]
    [InlineData("127.0.0.1")]
    public async Task Of_an_address_that_leads_nowhere_nothing_is_known(string address)
    {
        await using var here = await WebSocketLinks.Listen(Options);

        (await here.IsDeaf(new NodeRecord(new NodeIncarnation("there", 2), address, NodePhase.Up, TimeSpan.Zero), CancellationToken.None)).ShouldBeFalse();
    }
}
