using System.CommandLine;
using Runs.Node.Clusters;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Lets a node hand its runs over.</summary>
internal sealed class ClusterDrainVerb : RunsVerb
{
    private readonly Argument<string> _node = new("NODE") { Description = "The node's name; runs cluster shows them." };

    public ClusterDrainVerb()
        : base("drain", "Lets a node hand its runs over to the others and take none any more, for as long as its process lives. Its clients and attempts go on.", "runs cluster drain node-2 --url http://127.0.0.1:7422") => Command.Add(_node);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var node = context.Parsed.GetRequiredValue(_node);
        await using var cluster = await ClusterSources.OpenToChange(context);
        await cluster.Drain(node);
        if (context.AsJson)
            context.Streams.Out.WriteLine(JsonLine.Of("drain").With("node", node));
        else
            context.Streams.Error.WriteLine($"node {node} hands its runs over; runs cluster{context.PlaceArgument} shows how many shards it still has");
        return ExitCodes.Ok;
    }
}
