using Runs.Actors;
using Runs.Actors.Subscriptions;
using Runs.Domain.Runs.State;
using Runs.Node.Hosting;

namespace Runs.Node.Terminal;

/// <summary>
/// A JSON object a line on standard output: <c>event</c> with seq, at and the event as the journal has it; <c>output</c> with step,
/// attempt, part and text while a step writes; <c>place</c> with position and waiting while the run waits in its queue; and last <c>end</c> with what came of it. Notes go to standard error.
/// </summary>
internal sealed class JsonView(StandardStreams streams) : IRunView
{
    /// <inheritdoc/>
    public void Show(RunUpdate update)
    {
        var line = update switch
        {
            RunUpdate.Journaled journaled => EventLine(journaled),
            RunUpdate.Streamed streamed => JsonLine.Of("output")
                .With("afterSeq", streamed.AfterSeq)
                .With("step", streamed.Step.Value)
                .With("attempt", streamed.Attempt)
                .With("part", streamed.Delta.Kind.ToString().ToLowerInvariant())
                .With("text", streamed.Delta.Text),
            RunUpdate.Placed placed => JsonLine.Of("place")
                .With("afterSeq", placed.AfterSeq)
                .With("position", placed.Place.Position)
                .With("waiting", placed.Place.Waiting),
            _ => null,
        };
        if (line is not null)
            Write(line);
    }

    /// <summary>The line of an event.</summary>
    public static JsonLine EventLine(RunUpdate.Journaled update) => EventLine(new StoredEvent(update.Seq, update.At, update.Event));

    /// <summary>The line of an event, or of what is left of it.</summary>
    public static JsonLine EventLine(StoredEvent stored)
    {
        var line = JsonLine.Of("event").With("seq", stored.Seq).WithTime("at", stored.At);
        return stored.Shortened is { } shortened ? line.WithRaw("event", shortened) : line.With("event", stored.Event);
    }

    /// <inheritdoc/>
    public void Note(string sentence) => streams.Error.WriteLine(sentence);

    /// <inheritdoc/>
    public void Ask(string agent, string question) => Question.Write(streams, agent, question);

    /// <inheritdoc/>
    public void Asked()
    {
    }

    /// <inheritdoc/>
    public void End(RunOutcome outcome, string? result) => Write(EndLine(outcome, result));

    /// <summary>The line that says what came of a run.</summary>
    public static JsonLine EndLine(RunOutcome outcome, string? result)
    {
        var state = outcome.State;
        var line = JsonLine.Of("end")
            .With("runId", state.RunId)
            .With("status", WireStatus.Of(state.Status))
            .With("state", StateOf(outcome))
            .With("exitCode", outcome.ExitCode);
        return outcome.Kind switch
        {
            RunOutcomeKind.Ended => line.With("result", result).With("errorCode", state.End?.Error?.Code).With("error", state.End?.Error?.Message),
            RunOutcomeKind.Waiting => line.With("inputs", AwaitedAnswer.In(state).Select(InputLine)),
            RunOutcomeKind.Held => line.With("reason", state.HoldReason),
            _ => line,
        };
    }

    /// <summary>What the run is, in one word, once nobody here looks after it any more.</summary>
    public static string StateOf(RunOutcome outcome) => outcome.Kind switch
    {
        RunOutcomeKind.Waiting => RunSummary.Waiting,
        RunOutcomeKind.Left => RunSummary.Interrupted,
        _ => outcome.State.Status.ToWord(),
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static JsonLine InputLine(AwaitedAnswer asked) =>
        JsonLine.Untyped().With("agent", asked.AgentName).With("message", asked.Question).With("question", asked.RequestId);

    private void Write(JsonLine line)
    {
        streams.Out.WriteLine(line.ToString());
        streams.Out.Flush();
    }
}
