using Runs.Node.Clusters;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Raises the format of the journal, when an upgrade of all nodes is over.</summary>
internal sealed class ClusterFinalizeVerb : RunsVerb
{
    public ClusterFinalizeVerb()
        : base("finalize", "Raises the journal to the newest format that its nodes know, after all of them were upgraded. From then on the version before is refused.", "runs cluster finalize --url http://127.0.0.1:7422")
    {
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        await using var cluster = await ClusterSources.OpenToChange(context);
        var (format, wasRaised) = await cluster.Finalize();
        if (context.AsJson)
        {
            var line = JsonLine.Of("finalize").WithFlag("raised", wasRaised);
            context.Streams.Out.WriteLine(format is { } known ? line.With("format", known) : line);
            return ExitCodes.Ok;
        }

        context.Streams.Error.WriteLine((format, wasRaised) switch
        {
            (null, _) => "this journal has one format: there is nothing to do",
            ({ } raised, true) => $"the journal has format {raised} now",
            ({ } same, _) => $"the journal has format {same} already: there is nothing to do",
        });
        return ExitCodes.Ok;
    }
}
