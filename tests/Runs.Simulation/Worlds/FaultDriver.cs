using Runs.TestKit.Journal;
using Runs.TestKit.Links;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Worlds;

/// <summary>
/// Does to nodes, wires and the journal what goes wrong with them, at random steps of the world. Each world has a mixture of its own: what
/// never happens there leaves room for what would otherwise be cut short.
/// </summary>
internal sealed class FaultDriver
{
    private readonly SimulatedCluster _cluster;
    private readonly SeededRandom _random;
    private readonly double _rate;
    private readonly (Action<SimulatedNode> Do, double Weight)[] _faults;

    public FaultDriver(SimulatedCluster cluster)
    {
        _cluster = cluster;
        _random = cluster.Kernel.Random.Fork();
        var isAlone = cluster.Nodes.Count == 1;
        // Among others much of what runs is looks and renewals.
        _rate = (isAlone ? 0.002 : 0.0004) + (0.0014 * _random.NextUnit());
        _faults =
        [
            (Crash, 1.0),
            (Restart, Weight(0.4)),
            (Freeze, Weight(isAlone ? 0.2 : 0.6)),
            (Reset, Weight(0.2)),
            (Isolate, Weight(isAlone ? 0.1 : 0.3)),
            (Part, isAlone ? 0 : Weight(0.8)),
            (Roll, isAlone ? 0 : Weight(0.1)),
        ];
    }

    /// <summary>Whether anything goes wrong at all.</summary>
    public bool IsActive { get; private set; }

    public int Crashes { get; private set; }

    public int Restarts { get; private set; }

    public int Freezes { get; private set; }

    public int Partitions { get; private set; }

    public int Resets { get; private set; }

    public int Isolations { get; private set; }

    public void Begin()
    {
        IsActive = true;
        if (!_random.Chance(0.15))
            _cluster.Journal.Faults = JournalFaults.Some;
        if (!_random.Chance(0.15))
            _cluster.Network.Faults = LinkFaults.Some;
        foreach (var node in _cluster.Nodes.Skip(1))
            _cluster.Kernel.World.Start(() => StartLate(node));
        _cluster.Nodes[0].Start();
        _cluster.Kernel.BeforeStep = Maybe;
    }

    /// <summary>Everything works again from now on. In half of all worlds the nodes go on as they are, else they start anew.</summary>
    public async Task End()
    {
        IsActive = false;
        _cluster.Trace.Add("world", "is kind");
        _cluster.IsKind = true;
        _cluster.Journal.Faults = JournalFaults.None;
        _cluster.Journal.Unreachable.Clear();
        _cluster.Network.Faults = LinkFaults.None;
        _cluster.Network.Heal();
        foreach (var node in _cluster.Nodes)
            node.Thaw();
        switch (_random.Next(4))
        {
            case 0:
                foreach (var node in _cluster.Nodes)
                    node.Crash(TimeSpan.Zero);
                break;
            case 1:
                await RollAll();
                break;
        }
    }

    private async Task StartLate(SimulatedNode node)
    {
        await _cluster.Pass(_random.Chance(0.5) ? TimeSpan.FromMilliseconds(_random.Next(200)) : _random.NextTime(TimeSpan.FromMinutes(3)));
        node.Start();
    }

    private void Maybe()
    {
        if (!IsActive || !_random.Chance(_rate))
            return;
        var node = _random.Pick(_cluster.Nodes);
        if (node.Process is not { IsAlive: true })
            return;
        var draw = _random.NextUnit() * _faults.Sum(fault => fault.Weight);
        foreach (var (fault, weight) in _faults)
        {
            draw -= weight;
            if (draw > 0)
                continue;
            fault(node);
            return;
        }
    }

    private void Crash(SimulatedNode node)
    {
        Crashes++;
        node.Crash(Down());
    }

    private void Restart(SimulatedNode node)
    {
        Restarts++;
        var (grace, down) = (_random.NextTime(TimeSpan.FromSeconds(20)), Down());
        _cluster.Kernel.World.Start(() => node.Restart(grace, down));
    }

    private void Freeze(SimulatedNode node)
    {
        Freezes++;
        var time = _random.NextTime(_cluster.Lease * 3);
        _cluster.Kernel.World.Start(() => node.Freeze(time));
    }

    private void Reset(SimulatedNode node)
    {
        Resets++;
        _cluster.Trace.Add(node.Name, "loses its connection to the journal");
        _cluster.Journal.Reset(node.Process!);
    }

    /// <summary>Cuts a node off from the journal, while its peers may still hear of it.</summary>
    private void Isolate(SimulatedNode node)
    {
        Isolations++;
        var (process, time) = (node.Process!, _random.NextTime(_cluster.Lease * 3));
        _cluster.Trace.Add(process.Name, "can't reach the journal");
        _cluster.Journal.Unreachable.Add(process);
        _cluster.Journal.Reset(process);
        _cluster.Kernel.World.Start(async () =>
        {
            await _cluster.Pass(time);
            _cluster.Journal.Unreachable.Remove(process);
        });
    }

    private void Part(SimulatedNode node)
    {
        Partitions++;
        var others = _cluster.Nodes.Where(other => other != node && _random.Chance(0.7)).Select(other => other.Name).ToList();
        var isOneWay = _random.Chance(0.3);
        _cluster.Trace.Add(node.Name, $"is cut off from {string.Join(' ', others)}{(isOneWay ? ", one way" : "")}");
        if (isOneWay)
            _cluster.Network.Cut([node.Name], others);
        else
            _cluster.Network.Part([node.Name], others);
        var time = _random.NextTime(TimeSpan.FromMinutes(2));
        _cluster.Kernel.World.Start(async () =>
        {
            await _cluster.Pass(time);
            _cluster.Trace.Add("world", "heals the network");
            _cluster.Network.Heal();
        });
    }

    private void Roll(SimulatedNode node) => _cluster.Kernel.World.Start(RollAll);

    private async Task RollAll()
    {
        foreach (var node in _cluster.Nodes)
        {
            Restarts++;
            await node.Restart(_random.NextTime(TimeSpan.FromSeconds(20)), TimeSpan.Zero);
            for (var looks = 0; node.System is null && looks < 30; looks++)
                await _cluster.Pass(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>How long a process stays away: mostly not at all.</summary>
    private TimeSpan Down() => _random.Chance(0.7) ? TimeSpan.Zero : _random.NextTime(_cluster.Lease * 3);

    private double Weight(double mean) => _random.Chance(0.3) ? 0 : 2 * mean * _random.NextUnit();
}
