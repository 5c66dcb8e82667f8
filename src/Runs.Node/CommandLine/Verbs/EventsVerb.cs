using System.CommandLine;
using System.Globalization;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Node.Doors;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Shows a run's journal.</summary>
internal sealed class EventsVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    private readonly Option<long> _after = new("--after") { HelpName = "SEQ", Description = "Only the events after this one." };

    private readonly Option<int?> _maxBytes = new("--max-bytes")
    {
        HelpName = "N",
        Description = "At most so many bytes of events, as JSON; the first comes in any case, with its long texts cut if it is larger alone.",
    };

    private readonly Option<string?> _step = new("--step") { HelpName = "S", Description = "Only the events of this step and of the run as a whole." };

    public EventsVerb()
        : base("events", "Shows the events of a run, as the journal has them.", "runs events 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 --json")
    {
        Command.Add(_run);
        Command.Add(_after);
        Command.Add(_maxBytes);
        Command.Add(_step);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        await using var reader = await RunDoors.OpenToRead(context, run);
        var query = await Query(context, reader, run);
        var (selection, lines) = (new EventSelection(query), new RunLines(Marks.For(context.Streams)));
        await foreach (var journaled in reader.Stored(run).OfType<RunUpdate.Journaled>())
        {
            if (selection.Take(new StoredEvent(journaled.Seq, journaled.At, journaled.Event)) is { } taken)
                context.Streams.Out.WriteLine(context.AsJson ? JsonView.EventLine(taken).ToString() : Line(journaled, lines));
            if (!selection.IsFull)
                continue;
            context.Streams.Error.WriteLine($"There may be more: runs events {run} --after {selection.PassedSeq}{context.PlaceArgument}");
            break;
        }

        return ExitCodes.Ok;
    }

    private async Task<EventQuery> Query(VerbContext context, IRunsReader reader, RunId run)
    {
        var maxBytes = context.Parsed.GetValue(_maxBytes);
        if (maxBytes < EventQuery.LeastBytes)
            throw new UserError("cli.usage", $"--max-bytes must be a whole number from {EventQuery.LeastBytes}.");
        var query = new EventQuery { AfterSeq = context.Parsed.GetValue(_after), Limit = int.MaxValue, MaxBytes = maxBytes };
        if (context.Parsed.GetValue(_step) is not { } reference)
            return query;
        var step = EventSteps.Find((await StoredRun.Read(reader, run)).State, reference)
            ?? throw new UserError(RunErrors.StepNotFound, $"Run {run} has no step \"{PlainText.OneLine(reference)}\", or has not come to it yet.");
        return query with { Step = step };
    }

    private static string Line(RunUpdate.Journaled update, RunLines lines) => string.Create(
        CultureInfo.InvariantCulture,
        $"{update.Seq,6}  {update.At.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}Z  {update.Event.Type,-18}  {lines.Of(update)}").TrimEnd();
}
