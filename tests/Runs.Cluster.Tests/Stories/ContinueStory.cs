using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Stories;

/// <summary>A run that is continued when it has ended.</summary>
internal sealed class ContinueStory : Story
{
    public override string Strategy => ClusterStrategies.Echo;

    public override int Executions => 2;

    public override string? Result(string run) => $"<more of {run}>";

    public override async Task Meanwhile(ClusterClient client, string run)
    {
        await client.End(run);
        await client.Command(run, $"runs/{run}/continue", new { input = $"more of {run}" }, "continueRun", "start");
    }
}
