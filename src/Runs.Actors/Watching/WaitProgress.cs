using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Watching;

/// <summary>A wait as the events of its run come in. It knows no clock and holds nothing: who feeds it decides when it is late.</summary>
public sealed class WaitProgress
{
    private readonly WaitQuery _query;
    private readonly long _knownSeq;
    private readonly long _before;
    private RunState _state;
    private long _seq;

    private WaitProgress(RunId run, WaitQuery query, RunReply known)
    {
        Run = run;
        _query = query;
        _state = known.State;
        _knownSeq = known.Seq;
        // Nobody knows more than there is.
        _before = _seq = Math.Min(query.AfterSeq ?? known.Seq, known.Seq);
    }

    /// <summary>The run.</summary>
    public RunId Run { get; }

    /// <summary>How long is to be waited.</summary>
    public TimeSpan Time => TimeSpan.FromSeconds(_query.Seconds);

    /// <summary>After which event the updates are to begin.</summary>
    public long AfterSeq => _before;

    /// <summary>Begins a wait. Refused when there is no such run, or no such step in its plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="query">For what, and how long.</param>
    /// <param name="known">The run as it is.</param>
    public static RunResult<WaitProgress> Begin(RunId run, WaitQuery query, RunReply known)
    {
        if (known.State.Status == RunStatus.None)
            return Missing(run);
        if (query.Step is { } step && !StepReference.IsKnown(known.State, step))
            return new RunError(RunErrors.StepNotFound, $"Run {run} has no step \"{TextCut.OneLine(step, 100)}\".");
        return new WaitProgress(run, query, known);
    }

    /// <summary>There is no such run, or none any more.</summary>
    public static RunError Missing(RunId run) => new(RunErrors.NotFound, $"Run not found: {run}");

    /// <summary>What came of the wait if there is nothing to wait for; <see langword="null"/> when there is.</summary>
    public WaitReceipt? AtOnce()
    {
        if (_state.Status.IsTerminal())
        {
            _seq = _knownSeq;
            return Receipt(WaitOutcome.Terminal);
        }

        return _query.AfterSeq is null && MaterialEvents.Holds(_state, _query.Step) ? Receipt(WaitOutcome.AlreadyMaterial) : null;
    }

    /// <summary>What came of the wait with the next event; <see langword="null"/> while it goes on.</summary>
    public WaitReceipt? Take(RunUpdate.Journaled update)
    {
        if (update.Seq <= _before)
            return null;
        (_state, _seq) = (update.After, update.Seq);
        return MaterialEvents.Of(update, _query.Step) is { } material
            ? Receipt(update.Seq <= _knownSeq ? WaitOutcome.AlreadyMaterial : WaitOutcome.Material) with { Event = material }
            : null;
    }

    /// <summary>What came of the wait if its time is over.</summary>
    public WaitReceipt Late() => Receipt(WaitOutcome.Timeout);

    private WaitReceipt Receipt(WaitOutcome outcome)
    {
        var summary = RunSummary.Of(_state);
        return new(Run.Value, _query.Seconds, outcome, _query.Step, _before, _seq, summary.Status, summary.State)
        {
            Phase = _query.Step is { } step && StepReference.Find(_state, step) is { } place ? _state.Steps[place].Phase.ToWord() : null,
        };
    }
}
