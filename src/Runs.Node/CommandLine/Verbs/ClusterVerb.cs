using System.CommandLine;
using Runs.Node.Clusters;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Shows the nodes that share a journal.</summary>
internal sealed class ClusterVerb : RunsVerb
{
    private readonly Option<bool> _shards = new("--shards") { Description = "Shows all shards with their epochs and owners too." };

    public ClusterVerb()
        : base("cluster", "Shows the nodes that share a journal: whether they live, what they own, and how they reach each other.", "runs cluster --url http://127.0.0.1:7422")
    {
        Command.Add(_shards);
        SettingOptions.Journal.AddTo(Command);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Verb> Subverbs => [new ClusterDrainVerb(), new ClusterFinalizeVerb()];

    /// <inheritdoc/>
    protected override IEnumerable<string> Settings(ParseResult parsed) => SettingOptions.Journal.Read(parsed);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        await using var source = await ClusterSources.OpenToLook(context);
        var cluster = await source.Look();
        var withShards = context.Parsed.GetValue(_shards);
        if (context.AsJson)
        {
            ClusterLines.Write(context.Streams.Out, cluster, withShards);
            return ExitCodes.Ok;
        }

        ClusterText.Write(context.Streams.Out, cluster);
        if (withShards)
            ClusterText.WriteShards(context.Streams.Out, cluster.Snapshot);
        return ExitCodes.Ok;
    }
}
