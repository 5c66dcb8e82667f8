using Runs.Actors;
using Runs.Actors.Clusters;
using Runs.Gateway.Access;
using Runs.Gateway.Connections;
using Runs.Gateway.Nodes;

namespace Runs.Gateway;

/// <summary>What all connections of a gateway share.</summary>
internal sealed class GatewayContext(RunSystem system, GatewayOptions options, TimeProvider time, IGatewayListener listener)
{
    private volatile bool _isReady;
    private volatile bool _isDraining;

    public RunSystem System { get; } = system;

    public GatewayOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public IGatewayListener Listener { get; } = listener;

    public AccessControl Access { get; } = new(options, time);

    public PreparationRules Rules { get; } = new(options);

    public RunTurns Turns { get; } = new();

    public ConnectionTable Connections { get; } = new();

    public DateTimeOffset Since { get; } = time.GetUtcNow();

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The links of the node to others.</summary>
    public Func<IReadOnlyList<LinkState>> Links { get; init; } = () => [];

    /// <summary>Why no new clients should be sent here; <see langword="null"/> when they should: the interrupted runs are under way again, and new ones can be started.</summary>
    public string? NotReady => System.Cluster.State switch
    {
        _ when _isDraining => "draining",
        NodeState.Draining => "draining",
        _ when !_isReady => "starting",
        NodeState.Isolated => "isolated",
        _ => null,
    };

    /// <summary>Whether no new execution begins any more.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>The runs as a caller may see and change them.</summary>
    public CallerRuns RunsOf(Caller caller) => new(System, caller, Rules);

    public void MarkReady() => _isReady = true;

    public void MarkDraining() => _isDraining = true;
}
