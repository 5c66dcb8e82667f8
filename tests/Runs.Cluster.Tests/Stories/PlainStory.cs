namespace Runs.Cluster.Tests.Stories;

/// <summary>A run that is started, and comes to its end by itself.</summary>
internal sealed class PlainStory(string strategy, Func<string, string> result, params string[] effects) : Story
{
    public override string Strategy => strategy;

    public override IReadOnlyList<string> Effects => effects;

    public override string? Result(string run) => result(run);
}
