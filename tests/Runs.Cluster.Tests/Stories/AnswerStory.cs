using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Stories;

/// <summary>A run that asks a person, who answers.</summary>
internal sealed class AnswerStory : Story
{
    public override string Strategy => ClusterStrategies.Ask;

    public override string? Result(string run) => $"<{Answer(run)}>";

    public override async Task Meanwhile(ClusterClient client, string run)
    {
        await client.Until(run, Asks, "asking");
        await client.Command(run, $"runs/{run}/answer", new { agentName = "boss", text = Answer(run) }, "answerRun", "answer", Answer(run));
    }

    /// <summary>Whether a run waits for a person.</summary>
    public static bool Asks(JObject run) => run["inputs"]!.Any();

    private static string Answer(string run) => $"answer to {run}";
}
