using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Stories;

/// <summary>What one client does with one run, from its beginning to its end, and what must come of it.</summary>
internal abstract class Story
{
    /// <summary>The strategy that it is about.</summary>
    public abstract string Strategy { get; }

    /// <summary>How often the run is executed.</summary>
    public virtual int Executions => 1;

    /// <summary>The steps that leave a line in the file of effects, each once unless an attempt of it was lost.</summary>
    public virtual IReadOnlyList<string> Effects => [];

    /// <summary>What the run must come to; <see langword="null"/> for one that is stopped.</summary>
    public virtual string? Result(string run) => $"<{Input(run)}>";

    /// <summary>What it is started with.</summary>
    public virtual string Input(string run) => $"of {run}";

    /// <summary>What the client does between the start of the run and its end.</summary>
    public virtual Task Meanwhile(ClusterClient client, string run) => Task.CompletedTask;

    /// <summary>What the client does when the run has ended.</summary>
    public virtual Task Afterwards(ClusterClient client, string run) => Task.CompletedTask;

    /// <summary>Every kind of story, in a fixed order.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new PlainStory(ClusterStrategies.Chain, run => $"<<of {run}>>", "work"),
        new PlainStory(ClusterStrategies.Graph, run => $"aof {run}cof {run}", "a", "b", "c", "all"),
        new PlainStory(ClusterStrategies.Delay, run => $"<of {run}>"),
        new PlainStory(ClusterStrategies.Narrow, run => $"<of {run}>", "narrow"),
        new PlainStory(ClusterStrategies.Tale, _ => string.Concat(Enumerable.Repeat("Once upon a time a 🎈 rose and rose. ", 4))),
        new SubRunStory(), new AnswerStory(), new SteerStory(), new StopStory(), new ContinueStory(), new LargeStory(),
    ];
}
