using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Stories;

/// <summary>A run whose result isn't in the journal; another node than its own must find it.</summary>
internal sealed class LargeStory : Story
{
    public override string Strategy => ClusterStrategies.Large;

    /// <summary>What lists show of it is its beginning and its end; see <see cref="Afterwards"/>.</summary>
    public override string? Result(string run) => "";

    public override async Task Afterwards(ClusterClient client, string run)
    {
        var expected = string.Concat(Enumerable.Repeat("0123456789abcdef", ClusterStrategies.LargeLength / 16));
        for (var reads = 0; reads < 2; reads++)
        {
            client.Move();
            (await client.Read($"runs/{run}/result")).Text.ShouldBe(expected, run);
        }
    }
}
