using System.CommandLine;
using Runs.Actors;
using Runs.Node.Doors;
using Runs.Node.Reading;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Shows one run.</summary>
internal sealed class ShowVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    public ShowVerb()
        : base("show", "Shows a run: what it is, its steps, and how to go on with it.", "runs show 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10") => Command.Add(_run);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        await using var reader = await RunDoors.OpenToRead(context, run);
        var (state, _) = await StoredRun.Read(reader, run);
        var summary = await reader.Summary(run);
        var shown = summary?.State ?? WireStatus.Of(state.Status);
        if (context.AsJson)
            context.Streams.Out.WriteLine(RunDetails.Json(state, summary, shown));
        else
            new RunPage(context).Write(state, shown);
        return ExitCodes.Ok;
    }
}
