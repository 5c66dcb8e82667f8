namespace Runs.Runtime.Shards;

/// <summary>The tables of nodes and shards as they were read last. It may be old: whoever acts on it is checked by the table.</summary>
internal sealed class ClusterView
{
    private readonly IReadOnlyList<ShardRecord> _shards;
    private readonly Dictionary<long, NodeRecord> _byNumber;
    private readonly long _self;
    private readonly long _newest;

    public ClusterView(NodeIncarnation self, IReadOnlyList<NodeRecord> nodes, IReadOnlyList<ShardRecord> shards)
    {
        _self = self.Number;
        _shards = shards;
        Nodes = nodes;
        _byNumber = nodes.ToDictionary(node => node.Incarnation.Number);
        _newest = nodes.Count == 0 ? self.Number : nodes.Max(node => node.Incarnation.Number);
        Up = [.. nodes.Where(node => node is { Phase: NodePhase.Up, IsLive: true })];
    }

    /// <summary>The latest life of each node.</summary>
    public IReadOnlyList<NodeRecord> Nodes { get; }

    /// <summary>Those that take their share.</summary>
    public IReadOnlyList<NodeRecord> Up { get; }

    /// <summary>A view in which nothing is known.</summary>
    public static ClusterView Empty(NodeIncarnation self) => new(self, [], []);

    /// <summary>The shard as it was read; unowned where nothing was.</summary>
    public ShardRecord this[int shard] => shard < _shards.Count ? _shards[shard] : new ShardRecord(shard, 0, 0);

    public NodeStanding StandingOf(long incarnation)
    {
        if (incarnation == _self)
            return NodeStanding.Here;
        if (_byNumber.TryGetValue(incarnation, out var node))
            return node.Phase == NodePhase.Gone ? NodeStanding.Gone : node.IsLive ? NodeStanding.Live : NodeStanding.Unknown;
        return incarnation > _newest || Nodes.Count == 0 ? NodeStanding.Unknown : NodeStanding.Gone;
    }

    /// <summary>Whether the shard may be taken now, as far as the table said.</summary>
    public bool IsFree(int shard) =>
        this[shard].Owner is var owner && (owner == 0 || owner == _self || StandingOf(owner) is NodeStanding.Gone or NodeStanding.Unknown);

    /// <summary>The view after a change that this node made itself.</summary>
    public ClusterView With(IEnumerable<ShardRecord> changed)
    {
        ShardRecord[] shards = [.. _shards];
        foreach (var record in changed)
            shards[record.Shard] = record;
        return new ClusterView(new NodeIncarnation("", _self), Nodes, shards);
    }
}
