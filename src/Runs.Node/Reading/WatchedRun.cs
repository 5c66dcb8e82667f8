using Runs.Actors;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;
using Runs.Node.Doors;
using Runs.Node.Hosting;
using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>Follows a run that another process executes, or that nobody does.</summary>
internal sealed class WatchedRun(IRunsReader reader, RunId run, IRunView view, VerbContext context)
{
    private string? _said;

    /// <summary>Follows it to its end; <see langword="null"/> when the token ended the watching.</summary>
    public async Task<RunOutcome?> Follow(CancellationToken cancellation)
    {
        try
        {
            await foreach (var update in reader.Follow(StoredRun.Before(run), view.Note, cancellation))
            {
                view.Show(update);
                if (update is not RunUpdate.CaughtUp { State: var state })
                    continue;
                if (RunOutcome.OfResting(state) is { Kind: RunOutcomeKind.Ended } outcome)
                    return outcome;
                await SayWhyNothingHappens(state);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }

        throw new UserError("run.not-found", $"Run {run} was deleted.");
    }

    private async Task SayWhyNothingHappens(RunState state)
    {
        var note = await reader.StateOf(state) switch
        {
            RunSummary.Waiting when state.AsksSomebody =>
                string.Join('\n', AwaitedAnswer.In(state).Select(asked => Closing.Waiting(state, asked, context.PlaceArgument))),
            RunSummary.Interrupted => Closing.Note(new RunOutcome(RunOutcomeKind.Left, state, 0), context.PlaceArgument),
            _ => null,
        };
        if (note is not null && note != _said)
            view.Note(note);
        _said = note;
    }
}
