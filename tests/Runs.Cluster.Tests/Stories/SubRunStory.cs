using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Stories;

/// <summary>A run whose step is a run of its own, which may live on another node.</summary>
internal sealed class SubRunStory : Story
{
    public override string Strategy => ClusterStrategies.Parent;

    public override string? Result(string run) => $"<<of {run}>>";
}
