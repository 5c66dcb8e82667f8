using Runs.Runtime.Shards;

namespace Runs.Runtime.Journal.Memory;

/// <summary>The table of nodes of a journal in memory. Its owner sees to it that one thread at a time uses it.</summary>
internal sealed class MemoryNodes(TimeProvider time)
{
    private readonly SortedDictionary<long, Node> _nodes = [];
    private long _last;

    public NodeIncarnation Join(NodeRegistration registration)
    {
        foreach (var older in _nodes.Values.Where(node => node.Registration.Node == registration.Node))
            older.Phase = NodePhase.Gone;
        _nodes[++_last] = new Node(registration, time.GetTimestamp());
        return new NodeIncarnation(registration.Node, _last);
    }

    /// <summary>Whether this life isn't over for the others.</summary>
    public bool IsCurrent(NodeIncarnation node) => _nodes.TryGetValue(node.Number, out var known) && known.Phase != NodePhase.Gone;

    public bool TryRenew(NodeIncarnation node, NodePhase phase)
    {
        if (!IsCurrent(node))
            return false;
        (_nodes[node.Number].Phase, _nodes[node.Number].RenewedAt) = (phase, time.GetTimestamp());
        return true;
    }

    public void Leave(NodeIncarnation node)
    {
        if (IsCurrent(node))
            _nodes[node.Number].Phase = NodePhase.Gone;
    }

    public IReadOnlyList<NodeRecord> All() =>
    [
        .. _nodes
            .GroupBy(node => node.Value.Registration.Node)
            .Select(lives => lives.Last())
            .OrderBy(node => node.Key)
            .Select(node => Record(node.Key, node.Value)),
    ];

    public bool MayReplace(NodeIncarnation owner, long current) =>
        current == 0 || current == owner.Number || !_nodes.TryGetValue(current, out var node) || node.Phase == NodePhase.Gone || Left(node) <= TimeSpan.Zero;

    private NodeRecord Record(long number, Node node) => new(new(node.Registration.Node, number), node.Registration.Address, node.Phase, Left(node))
    {
        ClientUrl = node.Registration.ClientUrl,
        Version = node.Registration.Version,
        SinceRenewal = node.Registration.Lease is null ? null : time.GetElapsedTime(node.RenewedAt),
    };

    private TimeSpan? Left(Node node) => node.Registration.Lease is { } lease ? lease - time.GetElapsedTime(node.RenewedAt) : null;

    private sealed class Node(NodeRegistration registration, long renewedAt)
    {
        public NodeRegistration Registration { get; } = registration;

        public NodePhase Phase { get; set; } = NodePhase.Joining;

        public long RenewedAt { get; set; } = renewedAt;
    }
}
