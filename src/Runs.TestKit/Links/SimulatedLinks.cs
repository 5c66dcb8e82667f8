using Runs.Runtime.Links;
using Runs.Runtime.Shards;
using Runs.TestKit.Simulation;

namespace Runs.TestKit.Links;

/// <summary>One process's end of a <see cref="SimulatedNetwork"/>. What arrives for it is received in its process, one frame at a time.</summary>
public sealed class SimulatedLinks : INodeLinks
{
    private readonly SimulatedNetwork _network;
    private readonly SimulationContext _process;
    private readonly Dictionary<(long From, LinkChannel Channel), SimulatedWay> _ways = [];
    private HashSet<long> _met = [];
    private Action<LinkFrame>? _receive;

    internal SimulatedLinks(SimulatedNetwork network, SimulationContext process)
    {
        _network = network;
        _process = process;
    }

    /// <inheritdoc/>
    public int MaxFrame => _network.MaxFrame;

    internal string Node { get; private set; } = "";

    internal long Incarnation { get; private set; }

    internal bool IsListening => _receive is not null && _process.IsAlive;

    /// <inheritdoc/>
    public void Open(NodeIncarnation self, Action<LinkFrame> receive)
    {
        (Node, Incarnation, _receive) = (self.Node, self.Number, receive);
        _network.Open(self.Number, this);
    }

    /// <inheritdoc/>
    public void Meet(IReadOnlyList<NodeRecord> nodes) => _met = [.. nodes.Where(node => node.IsLive).Select(node => node.Incarnation.Number)];

    /// <inheritdoc/>
    public bool TrySend(long to, LinkChannel channel, ReadOnlyMemory<byte> frame) =>
        frame.Length <= MaxFrame && IsListening && to != Incarnation && _met.Contains(to) && _network.TrySend(this, to, channel, frame);

    /// <inheritdoc/>
    public ValueTask<bool> IsDeaf(NodeRecord node, CancellationToken cancellation) => ValueTask.FromResult(IsListening && _network.IsDeaf(this, node.Incarnation));

    /// <inheritdoc/>
    public void Close()
    {
        _receive = null;
        _network.Close(Incarnation);
    }

    internal SimulatedWay WayFrom(long incarnation, LinkChannel channel)
    {
        if (!_ways.TryGetValue((incarnation, channel), out var way))
            _ways[(incarnation, channel)] = way = new SimulatedWay();
        return way;
    }

    /// <summary>Receives the next frame of a way when its process gets to it. Posts may overtake each other; the frames don't.</summary>
    internal void Post(SimulatedWay way) => _process.Post(_ => Receive(way), null);

    private void Receive(SimulatedWay way)
    {
        way.Waiting--;
        var frame = way.Arrived.Dequeue();
        _receive?.Invoke(frame);
    }
}
