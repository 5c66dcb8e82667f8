using System.CommandLine;
using Runs.Node.Doors;
using Runs.Node.Hosting;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Follows a run, whoever executes it.</summary>
internal sealed class WatchVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    public WatchVerb()
        : base("watch", "Follows a run until it ends, and prints its result. Ctrl-C ends the watching and leaves the run alone.", "runs watch 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10") => Command.Add(_run);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        using var interrupts = Interrupts.Listen();
        await using var reader = await RunDoors.OpenToRead(context, run);
        await using var view = RunViews.Create(context.Streams, context.Options.Terminal, context.AsJson);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(interrupts.Cancel, interrupts.Leave);
        var outcome = await new WatchedRun(reader, run, view, context).Follow(over.Token);
        if (outcome is null)
            return interrupts.ExitCode;
        var result = outcome.State.End?.Result is { } content ? await reader.Text(run, content) : null;
        view.End(outcome, result);
        if (Closing.Note(outcome, context.PlaceArgument) is { } note)
            view.Note(note);
        return outcome.ExitCode;
    }
}
