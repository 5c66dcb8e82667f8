using System.Collections.Frozen;
using Runs.Gateway.Nodes.Dialing;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes.Ways;

/// <summary>The lives of other nodes that links are kept to: those in the table of nodes, and newer ones that have come before the table was read again.</summary>
internal sealed class PeerTable(LinkContext context, LinkClient client)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _latest = [];
    private volatile FrozenDictionary<long, LinkPeer> _peers = FrozenDictionary<long, LinkPeer>.Empty;
    private Task _dropped = Task.CompletedTask;
    private long _newest;
    private bool _isClosed;

    public IReadOnlyList<LinkPeer> All => _peers.Values;

    /// <summary>A life that links are kept to; <see langword="null"/> for any other.</summary>
    public LinkPeer? Find(long number) => _peers.GetValueOrDefault(number);

    /// <summary>The peer that a proven node is; <see langword="null"/> for a life that is over.</summary>
    public LinkPeer? Admit(NodeIncarnation life)
    {
        lock (_gate)
        {
            if (_peers.TryGetValue(life.Number, out var known))
                return known.Life == life ? known : null;
            // It has joined after the table was read. Any other that isn't known has been followed by another life, or never was.
            if (_isClosed || life.Number <= _newest)
                return null;
            var peer = new LinkPeer(context, client, life);
            Set([.. _peers.Values, peer]);
            return peer;
        }
    }

    /// <summary>What the table of nodes says.</summary>
    public void Meet(IReadOnlyList<NodeRecord> nodes)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _newest = nodes.Select(node => node.Incarnation.Number).Append(_newest).Max();
            foreach (var node in nodes)
                _latest[node.Incarnation.Node] = Math.Max(node.Incarnation.Number, _latest.GetValueOrDefault(node.Incarnation.Node));
            var others = nodes.Where(node => node.Incarnation.Number != context.Self.Number && IsKept(node)).ToDictionary(node => node.Incarnation.Number);
            foreach (var over in _peers.Values.Where(peer => !others.ContainsKey(peer.Life.Number) && peer.Life.Number <= _newest))
            {
                over.Drop();
                _dropped = Task.WhenAll(_dropped.IsCompleted ? Task.CompletedTask : _dropped, over.Ended);
            }

            Set([.. others.Values.Select(node => Find(node.Incarnation.Number) ?? new LinkPeer(context, client, node.Incarnation)), .. _peers.Values.Where(peer => peer.Life.Number > _newest)]);
            foreach (var (number, node) in others)
                _peers[number].Update(node);
        }
    }

    /// <summary>Ends all links when what waits is sent. Completes when they have ended.</summary>
    public Task Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var peer in _peers.Values)
                peer.Close();
            return Task.WhenAll([_dropped, .. _peers.Values.Select(peer => peer.Ended)]);
        }
    }

    private bool IsKept(NodeRecord node) => node.Phase != NodePhase.Gone && node.Incarnation.Number == _latest[node.Incarnation.Node];

    private void Set(IEnumerable<LinkPeer> peers) => _peers = peers.ToFrozenDictionary(peer => peer.Life.Number);
}
