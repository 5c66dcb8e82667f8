using Runs.Runtime.Links;
using Runs.Runtime.Shards;
using Runs.TestKit.Simulation;

namespace Runs.TestKit.Links;

/// <summary>
/// The wires between simulated processes. It lives in the world: a frame that a process has sent arrives even when its sender has crashed
/// in the meantime. Frames are late, lost, doubled and overtaken as <see cref="Faults"/> say, which can be set at any time, and nodes can
/// be cut off from each other, one way or both. Nodes go by their names.
/// </summary>
public sealed class SimulatedNetwork
{
    private readonly SimulationKernel _kernel;
    private readonly SeededRandom _random;
    private readonly Dictionary<long, SimulatedLinks> _open = [];
    private readonly Dictionary<(string From, string To), DateTimeOffset> _cuts = [];

    /// <summary>Makes one without nodes.</summary>
    public SimulatedNetwork(SimulationKernel kernel)
    {
        _kernel = kernel;
        _random = kernel.Random.Fork();
    }

    /// <summary>What goes wrong from now on.</summary>
    public LinkFaults Faults { get; set; } = LinkFaults.None;

    /// <summary>How long frames vanish in a cut before the sender's link is seen to be broken. Default: 5 s.</summary>
    public TimeSpan BreaksAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many frames may wait on one way from one node to another. Default: 1,000.</summary>
    public int Capacity { get; set; } = 1000;

    /// <summary>The longest frame, in bytes. Default: any.</summary>
    public int MaxFrame { get; set; } = int.MaxValue;

    /// <summary>How many frames were sent.</summary>
    public long Sent { get; private set; }

    /// <summary>How many of them never arrived.</summary>
    public long Lost { get; private set; }

    /// <summary>The wires of one process. Make new ones for each.</summary>
    public SimulatedLinks Connect(SimulationContext process) => new(this, process);

    /// <summary>Nothing gets from these to those any more. The other way is left as it is.</summary>
    public void Cut(IReadOnlyCollection<string> from, IReadOnlyCollection<string> to)
    {
        foreach (var sender in from)
        {
            foreach (var receiver in to.Where(receiver => receiver != sender))
                _cuts.TryAdd((sender, receiver), _kernel.Now);
        }
    }

    /// <summary>Nothing gets from either side to the other any more.</summary>
    public void Part(IReadOnlyCollection<string> one, IReadOnlyCollection<string> other)
    {
        Cut(one, other);
        Cut(other, one);
    }

    /// <summary>All can reach each other again. What was sent in the meantime is lost.</summary>
    public void Heal() => _cuts.Clear();

    /// <summary>Whether frames get from one node to another.</summary>
    public bool Reaches(string from, string to) => !_cuts.ContainsKey((from, to));

    /// <summary>Whether a process has ended whose machine can be reached and answers.</summary>
    internal bool IsDeaf(SimulatedLinks from, NodeIncarnation node) =>
        Reaches(from.Node, node.Node) && Reaches(node.Node, from.Node) && !(_open.TryGetValue(node.Number, out var there) && there.IsListening);

    internal void Open(long incarnation, SimulatedLinks links) => _open[incarnation] = links;

    internal void Close(long incarnation) => _open.Remove(incarnation);

    internal bool TrySend(SimulatedLinks from, long to, LinkChannel channel, ReadOnlyMemory<byte> frame)
    {
        // A process that has ended refuses connections; of one that can't be reached nobody knows for a while.
        if (!_open.TryGetValue(to, out var receiver) || !receiver.IsListening || IsBroken(from.Node, receiver.Node))
            return false;
        var way = receiver.WayFrom(from.Incarnation, channel);
        if (way.Waiting >= Capacity)
            return false;
        Sent++;
        var faults = Faults;
        if (_random.Chance(faults.Losses))
        {
            Lost++;
            return true;
        }

        var data = new LinkFrame(from.Incarnation, channel, frame.ToArray());
        Travel(from.Node, receiver, way, data, _random.Chance(faults.Overtakes));
        if (_random.Chance(faults.Doubles))
            Travel(from.Node, receiver, way, data, isOvertaken: true);
        return true;
    }

    private void Travel(string from, SimulatedLinks receiver, SimulatedWay way, LinkFrame frame, bool isOvertaken)
    {
        var faults = Faults;
        var delay = _random.NextTime(faults.Latency);
        if (_random.Chance(faults.Stalls))
            delay = _random.NextTime(faults.StallTime);
        var at = _kernel.Now + delay;
        if (isOvertaken)
            at += _random.NextTime(faults.Latency * 10);
        else
            way.ArrivesAt = at = at > way.ArrivesAt ? at : way.ArrivesAt;
        way.Waiting++;
        _kernel.World.Time.CreateTimer(_ => Arrive(from, receiver, way, frame), null, at - _kernel.Now, Timeout.InfiniteTimeSpan);
    }

    private void Arrive(string from, SimulatedLinks receiver, SimulatedWay way, LinkFrame frame)
    {
        _kernel.Trace.Add(frame.From);
        _kernel.Trace.Add(frame.Data.Span);
        if (Reaches(from, receiver.Node) && receiver.IsListening)
        {
            way.Arrived.Enqueue(frame);
            receiver.Post(way);
            return;
        }

        way.Waiting--;
        Lost++;
    }

    private bool IsBroken(string from, string to) => _cuts.TryGetValue((from, to), out var since) && _kernel.Now - since >= BreaksAfter;
}
