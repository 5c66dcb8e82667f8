namespace Runs.Actors.Clusters;

/// <summary>Whether a node does its share.</summary>
public enum NodeState
{
    /// <summary>It hasn't looked yet at who else there is.</summary>
    Joining,

    /// <summary>It does.</summary>
    Serving,

    /// <summary>It hands its runs over, and takes none.</summary>
    Draining,

    /// <summary>It couldn't renew its lease: others may have taken its runs, and it shows and changes none until it can.</summary>
    Isolated,
}
