using System.CommandLine;
using Runs.Actors;
using Runs.Actors.Watching;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;
using Runs.Node.Graphs;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Shows one run.</summary>
internal sealed class ShowVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();
    private readonly Option<bool> _graph = new("--graph") { Description = "Shows what depends on what, as text." };
    private readonly Option<bool> _mermaid = new("--mermaid") { Description = "Shows what depends on what, as a Mermaid flowchart." };

    private readonly Option<string?> _step = new("--step") { HelpName = "S", Description = "Shows what this step has come to, or so far." };

    private readonly Option<int> _maxBytes = new("--max-bytes")
    {
        HelpName = "N",
        Description = $"With --step: at most so many bytes of its text. Default: {StepResults.DefaultBytes}.",
        DefaultValueFactory = _ => StepResults.DefaultBytes,
    };

    public ShowVerb()
        : base("show", "Shows a run: what it is, its steps, and how to go on with it.", "runs show 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10")
    {
        Command.Add(_run);
        Command.Add(_graph);
        Command.Add(_mermaid);
        Command.Add(_step);
        Command.Add(_maxBytes);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        var (asGraph, asMermaid) = (context.Parsed.GetValue(_graph), context.Parsed.GetValue(_mermaid));
        if ((asGraph ? 1 : 0) + (asMermaid ? 1 : 0) + (context.AsJson ? 1 : 0) > 1)
            throw new UserError("cli.usage", "--graph, --mermaid and --json are three ways to show a run: give one of them. See: runs show --help");
        await using var reader = await RunDoors.OpenToRead(context, run);
        var (state, _) = await StoredRun.Read(reader, run);
        if (asGraph || asMermaid)
        {
            var nodes = GraphNodes.Of(state) ?? throw RunDoors.Missing(reader, run);
            GraphPage.Write(context.Streams, nodes, asMermaid);
            return ExitCodes.Ok;
        }

        if (context.Parsed.GetValue(_step) is { } step)
            return await Show(context, reader, state, step);
        var summary = await reader.Summary(run);
        var shown = summary?.State ?? WireStatus.Of(state.Status);
        if (context.AsJson)
            context.Streams.Out.WriteLine(RunDetails.Json(state, summary, shown));
        else
            new RunPage(context).Write(state, shown);
        return ExitCodes.Ok;
    }

    private async Task<int> Show(VerbContext context, IRunsReader reader, RunState state, string reference)
    {
        var maxBytes = context.Parsed.GetValue(_maxBytes);
        if (maxBytes is < 1 or > StepResults.MostBytes)
            throw new UserError("cli.usage", $"--max-bytes must be a whole number from 1 to {StepResults.MostBytes}.");
        if (StepReference.Find(state, reference) is not { } step)
            throw new UserError(RunErrors.StepNotFound, $"Run {state.RunId} has no step \"{PlainText.OneLine(reference)}\", or has not come to it yet.");
        var result = await reader.Result(state, state.Steps[step], maxBytes);
        if (context.AsJson)
            context.Streams.Out.WriteLine(StepPage.Json(result));
        else
            StepPage.Write(context.Streams.Out, result);
        return ExitCodes.Ok;
    }
}
