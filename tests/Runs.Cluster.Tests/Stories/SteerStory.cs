using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Stories;

/// <summary>A run that is steered twice while it waits for a person.</summary>
internal sealed class SteerStory : Story
{
    public override string Strategy => ClusterStrategies.Ask;

    /// <summary>The model hears the answer, and then each steering once and in order.</summary>
    public override string? Result(string run) =>
        $"<answer to {run}\n\n<user_steering>\nfirst for {run}\n</user_steering>\n\n<user_steering>\nsecond for {run}\n</user_steering>>";

    public override async Task Meanwhile(ClusterClient client, string run)
    {
        await client.Until(run, AnswerStory.Asks, "asking");
        foreach (var text in (string[])[$"first for {run}", $"second for {run}"])
            await client.Command(run, $"runs/{run}/steer", new { text }, "steerRun", "steer", text);
        var answer = $"answer to {run}";
        await client.Command(run, $"runs/{run}/answer", new { agentName = "boss", text = answer }, "answerRun", "answer", answer);
    }
}
