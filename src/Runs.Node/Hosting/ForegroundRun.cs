using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;
using Runs.Node.Doors;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.Hosting;

/// <summary>Follows a run that is executed here, until it has ended, rests at a person's word, or is left.</summary>
internal sealed class ForegroundRun(IRunsDoor door, RunId run, IRunView view, AnswerSource answers, Interrupts interrupts)
{
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(interrupts.Leave);
    private RunState _state = RunState.Of(run);
    private RunOutcome? _subRunRests;
    private StepId? _asked;
    private long _judgedFrom;

    /// <summary>Follows it.</summary>
    /// <param name="from">What was known of it before: no news.</param>
    /// <param name="untilSeq">The last event of the command that set it going: nothing is judged before.</param>
    public async Task<RunOutcome> Follow(StoredRun from, long untilSeq)
    {
        _judgedFrom = untilSeq;
        var family = new RunFamily(door, Leave, _over.Token);
        using var cancel = interrupts.Cancel.Register(() => _ = Cancel());
        try
        {
            await foreach (var update in door.Follow(from, view.Note, _over.Token))
            {
                view.Show(update);
                if (update is RunUpdate.Journaled { After: var after })
                    _state = after;
                if (update is not RunUpdate.CaughtUp caughtUp || caughtUp.Seq < _judgedFrom)
                    continue;
                if (await Judge(caughtUp.State) is { } outcome)
                    return outcome;
                family.See(caughtUp.State);
            }

            if (!_over.IsCancellationRequested)
                throw new UserError(RunErrors.NotFound, $"Run {run} was deleted.");
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // Left, or nobody is there to answer any more.
        }

        return interrupts.Leave.IsCancellationRequested
            ? new RunOutcome(door.WhenLeft, _state, interrupts.ExitCode)
            : _subRunRests ?? new RunOutcome(RunOutcomeKind.Waiting, _state, ExitCodes.Waiting);
    }

    /// <summary>Whether nothing happens any more until a person says something.</summary>
    public static bool Rests(RunState state) =>
        state.AsksSomebody && !state.IsUnwinding && state.Live.IsEmpty && state.AwaitedSubRuns == 0 && !Owed.Turn(state) && Owed.WakeUp(state) is null
        && Owed.RunDemand(state) is null && !Owed.StepDemands(state).Any();

    /// <summary>A sub-run waits for a person, who answers it by its own id, and nothing else goes on.</summary>
    private void Leave(RunOutcome outcome)
    {
        _subRunRests = outcome;
        _over.Cancel();
    }

    private async Task<RunOutcome?> Judge(RunState state)
    {
        if (RunOutcome.OfResting(state) is { } outcome)
            return outcome;
        var open = AwaitedAnswer.In(state);
        if (_asked is { } asked && open.All(other => other.Unit != asked))
            Withdraw();
        if (state.IsUnwinding || open.Count == 0)
            return null;
        if (answers.TryNext(out var answer))
            await Answer(open[0], answer);
        else if (answers.HasPerson)
            Ask(open[0]);
        else if (Rests(state))
            return new RunOutcome(RunOutcomeKind.Waiting, state, ExitCodes.Waiting);
        return null;
    }

    private void Ask(AwaitedAnswer question)
    {
        if (_asked is not null)
            return;
        _asked = question.Unit;
        view.Ask(question.AgentName, question.Question);
        _ = ReadAnswer(question);
    }

    /// <summary>What the run asked for came from elsewhere, or nobody wants it any more.</summary>
    private void Withdraw()
    {
        _asked = null;
        view.Asked();
    }

    private async Task ReadAnswer(AwaitedAnswer question)
    {
        var answer = await answers.Read();
        if (_asked != question.Unit)
            return;
        Withdraw();
        if (answer is not null)
            await Answer(question, answer);
        else if (Rests(_state))
            await _over.CancelAsync();
    }

    private async Task Answer(AwaitedAnswer question, string answer)
    {
        var reply = await question.Give(door, run, answer);
        // Until the answer is seen to have come, the question looks open.
        if (reply.IsOk)
            _judgedFrom = reply.Value.Seq;
        else
            view.Note(ErrorText.Of(reply.Error));
    }

    private async Task Cancel()
    {
        var reply = await door.Stop(run, "Run cancelled by SIGINT");
        view.Note(reply.IsOk
            ? "Cancelling; press Ctrl-C again to leave the run as it is."
            : ErrorText.Of(reply.Error));
    }
}
