using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Stories;

/// <summary>A run that would never end, and is stopped.</summary>
internal sealed class StopStory : Story
{
    public override string Strategy => ClusterStrategies.Stuck;

    public override string? Result(string run) => null;

    public override async Task Meanwhile(ClusterClient client, string run)
    {
        await client.Until(run, now => now["liveSteps"]!.Any(), "at work");
        await client.Command(run, $"runs/{run}/stop", new { reason = "enough" }, "stopRun", "stop");
    }
}
