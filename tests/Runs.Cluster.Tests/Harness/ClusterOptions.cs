namespace Runs.Cluster.Tests.Harness;

/// <summary>What a test wants of its cluster.</summary>
internal sealed record ClusterOptions
{
    /// <summary>How many nodes there are.</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>How long a node that isn't heard of owns its shards: short, so that a test sees what comes after it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a link is silent before it is taken for dead.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether other nodes reach each node through a proxy, and each node the database through one of its own.</summary>
    public bool HasProxies { get; init; }

    /// <summary>The settings of every node, as the command line takes them.</summary>
    public IEnumerable<string> Settings =>
    [
        $"runs.cluster.lease={Milliseconds(Lease)}",
        $"runs.cluster.renew-every={Milliseconds(Lease / 4)}",
        $"runs.cluster.look-every={Milliseconds(Lease / 4)}",
        $"runs.cluster.silence={Milliseconds(Silence)}",
        $"runs.cluster.heartbeat={Milliseconds(Silence / 4)}",
    ];

    private static string Milliseconds(TimeSpan time) => $"{(long)time.TotalMilliseconds}ms";
}
