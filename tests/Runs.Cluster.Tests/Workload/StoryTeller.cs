using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Harness;
using Runs.Cluster.Tests.Stories;

namespace Runs.Cluster.Tests.Workload;

/// <summary>Does what a story says with a run of its own, while one client watches its frames and another its events.</summary>
internal sealed class StoryTeller(ClusterHarness cluster, CommandLog log, Patience patience)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Tells it to its end.</summary>
    /// <param name="story">The story.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="strategyPath">The file of its strategy.</param>
    /// <param name="random">Where clients go.</param>
    public async Task<ToldStory> Tell(Story story, string run, string strategyPath, Random random)
    {
        var client = new ClusterClient(cluster.Nodes, random, log, patience);
        await client.Command(run, "runs", new { runId = run, strategyPath, cwd = cluster.Shared }, "prepareRun", "prepare");
        var frames = new FrameViewer(cluster.Nodes, random.Next(cluster.Nodes.Count), run, story.Executions);
        var events = new EventViewer(cluster.Nodes, random.Next(cluster.Nodes.Count), run, story.Executions);
        using var late = new CancellationTokenSource(Deadline);
        Task[] watching = [frames.Follow(late.Token), events.Follow(late.Token)];
        await client.Command(run, $"runs/{run}/start", new { input = story.Input(run) }, "startRun", "start");
        await story.Meanwhile(client, run);
        var end = await client.End(run, story.Executions);
        await Task.WhenAll(watching);
        await story.Afterwards(client, run);
        return new ToldStory(story, run, end, frames.Seen, events.Seen);
    }
}
