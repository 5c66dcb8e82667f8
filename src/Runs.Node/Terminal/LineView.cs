using Runs.Actors.Subscriptions;

namespace Runs.Node.Terminal;

/// <summary>A line on standard error for each thing that happens, and the result alone on standard output.</summary>
internal sealed class LineView(StandardStreams streams, bool showsProgress) : IRunView
{
    private readonly RunLines _lines = new(Marks.For(streams));

    /// <inheritdoc/>
    public void Show(RunUpdate update)
    {
        var line = update switch
        {
            RunUpdate.Journaled journaled => _lines.Of(journaled),
            RunUpdate.Placed { Place.Position: > 0 } placed => QueueLine.Of(placed.Place),
            _ => null,
        };
        if (showsProgress && line is not null)
            streams.Error.WriteLine(line);
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
    public void End(RunOutcome outcome, string? result) => ResultText.Write(streams.Out, result);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
