using Runs.Runtime.Shards;

namespace Runs.Runtime.Tests.Cluster;

public sealed class PlacementTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void Shards_are_spread_over_the_nodes(int nodes)
    {
        var owners = Enumerable.Range(0, 256).CountBy(shard => Placement.Of(shard, Nodes(nodes))!.Incarnation.Number).ToList();
        owners.Count.ShouldBe(nodes);
        owners.ShouldAllBe(owner => owner.Value > 256 / nodes / 2 && owner.Value < 256 / nodes * 2);
    }

    [Fact]
    public void A_node_that_goes_moves_only_its_own_shards()
    {
        var (all, left) = (Nodes(5), Nodes(5).Where(node => node.Incarnation.Number != 3).ToList());
        for (var shard = 0; shard < 256; shard++)
        {
            var before = Placement.Of(shard, all)!;
            if (before.Incarnation.Number != 3)
                Placement.Of(shard, left).ShouldBe(before);
        }
    }

    [Fact]
    public void The_order_of_the_table_and_the_life_of_a_node_dont_matter()
    {
        List<NodeRecord> again = [.. Nodes(5).Select(node => node with { Incarnation = new(node.Incarnation.Node, node.Incarnation.Number + 100) }).Reverse()];
        for (var shard = 0; shard < 256; shard++)
            Placement.Of(shard, again)!.Incarnation.Node.ShouldBe(Placement.Of(shard, Nodes(5))!.Incarnation.Node);
    }

    [Fact]
    public void Without_nodes_a_shard_belongs_nowhere() => Placement.Of(0, []).ShouldBeNull();

    private static List<NodeRecord> Nodes(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new NodeRecord(new($"node-{i}", i), "", NodePhase.Up, null))];
}
