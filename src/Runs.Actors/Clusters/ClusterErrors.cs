namespace Runs.Actors.Clusters;

/// <summary>The codes of what can't be done to a cluster; docs/errors.md explains each.</summary>
public static class ClusterErrors
{
    /// <summary>The journal has one node.</summary>
    public const string Alone = "cluster.alone";

    /// <summary>There is no node of that name, or it has left.</summary>
    public const string UnknownNode = "cluster.unknown-node";

    /// <summary>The node can't be reached, or didn't answer: it may do what it was asked yet.</summary>
    public const string Unreachable = "cluster.unreachable";
}
