using Runs.Runtime.Cells;
using Runs.Runtime.Lanes;

namespace Runs.Runtime.Nodes;

/// <summary>How a node works.</summary>
public sealed record RuntimeOptions
{
    /// <summary>The node's name, the same at each start. Default: <c>local</c>.</summary>
    public string NodeName { get; init; } = "local";

    /// <summary>
    /// Whether the node brings every stream to life that is due, at its start and later. Without it only those live that
    /// somebody has sent a command to since the node's start; these are woken when they are due. Default: true.
    /// </summary>
    public bool WakeDueStreams { get; init; } = true;

    /// <summary>How far ahead due streams are read into memory. Default: 1 minute.</summary>
    public TimeSpan WakeHorizon { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an asker waits, all retries included. Default: 30 s.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Other nodes. Default: the node is alone.</summary>
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>The cells.</summary>
    public CellOptions Cells { get; init; } = new();

    /// <summary>The lane.</summary>
    public LaneOptions Lane { get; init; } = new();
}
