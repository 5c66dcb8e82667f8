using Runs.Actors.Subscriptions;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>Shows nothing of a run but what came of it, in one line on standard output.</summary>
internal sealed class OutcomeView(StandardStreams streams, bool asJson) : IRunView
{
    /// <inheritdoc/>
    public void Show(RunUpdate update)
    {
    }

    /// <inheritdoc/>
    public void Note(string sentence) => streams.Error.WriteLine(sentence);

    /// <inheritdoc/>
    public void Ask(string agent, string question) => throw new InvalidOperationException("Several runs at a time can't ask.");

    /// <inheritdoc/>
    public void Asked()
    {
    }

    /// <inheritdoc/>
    public void End(RunOutcome outcome, string? result)
    {
        var line = asJson ? JsonView.EndLine(outcome, result).ToString() : $"{outcome.State.RunId} {JsonView.StateOf(outcome)}";
        lock (streams.Out)
        {
            streams.Out.WriteLine(line);
            streams.Out.Flush();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
