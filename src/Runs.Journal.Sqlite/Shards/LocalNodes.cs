using Runs.Runtime.Shards;

namespace Runs.Journal.Sqlite.Shards;

/// <summary>
/// The lives that this process has begun. Whatever lived before lost its lease with the directory's lock, so leases are never written,
/// and never run out.
/// </summary>
internal sealed class LocalNodes
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, NodeRecord> _latest = new(StringComparer.Ordinal);

    public void Join(NodeIncarnation incarnation, NodeRegistration node)
    {
        lock (_gate)
            _latest[node.Node] = new NodeRecord(incarnation, node.Address, NodePhase.Joining, null) { ClientUrl = node.ClientUrl, Version = node.Version };
    }

    /// <summary>Whether this life isn't over for the others.</summary>
    public bool IsCurrent(NodeIncarnation node)
    {
        lock (_gate)
            return Find(node) is not null;
    }

    public bool TryRenew(NodeIncarnation node, NodePhase phase)
    {
        lock (_gate)
        {
            if (Find(node) is not { } known)
                return false;
            _latest[node.Node] = known with { Phase = phase };
            return true;
        }
    }

    public void Leave(NodeIncarnation node)
    {
        lock (_gate)
        {
            if (Find(node) is { } known)
                _latest[node.Node] = known with { Phase = NodePhase.Gone };
        }
    }

    /// <summary>Whether a node may take what another life owns: nobody's, its own, and that of a life that is over.</summary>
    public bool MayReplace(NodeIncarnation owner, long current)
    {
        if (current == 0 || current == owner.Number)
            return true;
        lock (_gate)
            return !_latest.Values.Any(node => node.Incarnation.Number == current && node.Phase != NodePhase.Gone);
    }

    public IReadOnlyList<NodeRecord> All()
    {
        lock (_gate)
            return [.. _latest.Values.OrderBy(node => node.Incarnation.Number)];
    }

    private NodeRecord? Find(NodeIncarnation node) =>
        _latest.TryGetValue(node.Node, out var known) && known.Incarnation == node && known.Phase != NodePhase.Gone ? known : null;
}
