using System.CommandLine;
using System.Globalization;
using Runs.Actors.Subscriptions;
using Runs.Node.Doors;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Shows a run's journal.</summary>
internal sealed class EventsVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    private readonly Option<long> _after = new("--after") { HelpName = "SEQ", Description = "Only the events after this one." };

    public EventsVerb()
        : base("events", "Shows the events of a run, as the journal has them.", "runs events 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 --json")
    {
        Command.Add(_run);
        Command.Add(_after);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        var after = context.Parsed.GetValue(_after);
        await using var reader = await RunDoors.OpenToRead(context, run);
        var lines = new RunLines(Marks.For(context.Streams));
        await foreach (var journaled in reader.Stored(run).OfType<RunUpdate.Journaled>().Where(journaled => journaled.Seq > after))
            context.Streams.Out.WriteLine(context.AsJson ? JsonView.EventLine(journaled).ToString() : Line(journaled, lines));

        return ExitCodes.Ok;
    }

    private static string Line(RunUpdate.Journaled update, RunLines lines) => string.Create(
        CultureInfo.InvariantCulture,
        $"{update.Seq,6}  {update.At.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}Z  {update.Event.Type,-18}  {lines.Of(update)}").TrimEnd();
}
