using Runs.Actors;
using Runs.Checkers.Checkers;
using Runs.Checkers.Evidence;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Auditing;

/// <summary>The journal of one run, folded event by event, with what the checkers of runs found in it. Each says what it found first.</summary>
internal sealed class RunAudit
{
    private readonly List<FoldedEvent> _events = [];
    private readonly List<RunState> _states = [];
    private readonly List<Violation> _violations = [];
    private readonly List<RunChecker> _open;
    private readonly List<PermitMove> _permitMoves = [];
    private readonly List<QueueMove> _queueMoves = [];

    private RunAudit(RunId run, long streamKey)
    {
        (Run, StreamKey, State) = (run, streamKey, RunState.Of(run));
        _open =
        [
            new AttemptChecker(), new ResultChecker(), new StragglerChecker(), Calls, new MessageChecker(), Holds, Steps, SubRuns, new AfterEndChecker(), new ConcurrencyChecker(),
            new OwedChecker(), new HoldingChecker(),
        ];
    }

    /// <summary>The run.</summary>
    public RunId Run { get; }

    /// <summary>Its key in the journal.</summary>
    public long StreamKey { get; }

    /// <summary>The fold of everything.</summary>
    public RunState State { get; private set; }

    /// <summary>The number of the last event.</summary>
    public long Seq { get; private set; }

    /// <summary>Whether the run was erased since.</summary>
    public bool IsErased { get; private set; }

    /// <summary>How the first segment ended, in one word; <see langword="null"/> if it hasn't.</summary>
    public string? FirstEnd { get; private set; }

    /// <summary>Where an append stores another number of events than it says; <see langword="null"/> for nowhere.</summary>
    public string? Miscount { get; private set; }

    /// <summary>Why the journal can't be folded to its end; <see langword="null"/> if it can.</summary>
    public string? FoldError { get; private set; }

    /// <summary>The events in order, up to where they can be folded.</summary>
    public IReadOnlyList<FoldedEvent> Events => _events;

    /// <summary>What each append does to slots.</summary>
    public IReadOnlyList<PermitMove> PermitMoves => _permitMoves;

    /// <summary>When the run waits for slots.</summary>
    public IReadOnlyList<QueueMove> QueueMoves => _queueMoves;

    /// <summary>What the checkers of runs found.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>The names of the checkers of runs, with what each checks.</summary>
    public static IReadOnlyList<(string Checker, string Promise)> Promised =>
        [.. new RunAudit(RunId.Parse("none"), 0)._open.Select(checker => (checker.GetType().Name, checker.Promise))];

    /// <summary>What was counted of calls.</summary>
    public CallChecker Calls { get; } = new();

    /// <summary>What was counted of holds.</summary>
    public HoldChecker Holds { get; } = new();

    /// <summary>What was counted of steps.</summary>
    public StepChecker Steps { get; } = new();

    /// <summary>What was counted of sub-runs.</summary>
    public SubRunChecker SubRuns { get; } = new();

    /// <summary>Folds the journals of all runs.</summary>
    public static IReadOnlyList<RunAudit> All(JournalRecord journal)
    {
        var audits = new Dictionary<long, RunAudit>();
        for (var commit = 0; commit < journal.Appends.Count; commit++)
        {
            var append = journal.Appends[commit];
            if (append.Entity.Kind != RunEntity.Kind)
                continue;
            if (!audits.TryGetValue(append.StreamKey, out var audit))
                audits.Add(append.StreamKey, audit = new RunAudit(RunId.Parse(append.Entity.Id), append.StreamKey));
            audit.Add(append, commit);
        }

        return [.. audits.Values];
    }

    /// <summary>The run at one of its events; <see langword="null"/> after the last one.</summary>
    public RunState? StateAt(long seq) => seq == 0 ? RunState.Of(Run) : seq <= _states.Count ? _states[(int)seq - 1] : null;

    private void Add(RecordedAppend append, int commit)
    {
        if (append.IsErasure)
        {
            IsErased = true;
            _permitMoves.AddRange(State.Permits.Select(permit => new PermitMove(commit, Run, permit.Key, permit.Value, null)));
            return;
        }

        if (FoldError is not null)
            return;
        var before = State;
        try
        {
            var events = RunEventCodec.Decode(append.Stored.Data);
            if (events.Count != append.Stored.LastSeq - append.Stored.FirstSeq + 1)
                Miscount ??= $"stores {events.Count} events as {append.Stored.FirstSeq} to {append.Stored.LastSeq}";
            foreach (var raised in events)
                Fold(new RunMoment(State, raised, ++Seq, append.Stored.At, commit));
            Move(before, append, commit);
            Note(checker => checker.ProblemAtRest(State));
        }
        // Whatever a journal that breaks its promises does to the fold.
        catch (Exception error) when (error is FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            FoldError = $"{error.Message} (after event {_events.Count})";
        }
    }

    private void Move(RunState before, RecordedAppend append, int commit)
    {
        if (!ReferenceEquals(before.Permits, State.Permits))
        {
            _permitMoves.AddRange(before.Permits.Except(State.Permits).Select(permit => new PermitMove(commit, Run, permit.Key, permit.Value, null)));
            _permitMoves.AddRange(State.Permits.Except(before.Permits).Select(permit => new PermitMove(commit, Run, permit.Key, null, permit.Value)));
        }

        var (waited, waits) = (Owed.RunDemand(before), Owed.RunDemand(State));
        if (waited != waits)
            _queueMoves.Add(new QueueMove(commit, Run, append.Stored.At, waited, waits, !before.IsAdmitted && State.IsAdmitted));
    }

    private void Fold(RunMoment moment)
    {
        Note(checker => checker.Problem(moment));
        State = moment.Raised.ApplyTo(State, new EventStamp(moment.Seq, moment.At));
        _events.Add(new FoldedEvent(moment.Seq, moment.Commit, moment.Raised));
        _states.Add(State);
        if (moment.Raised is RunEnded end)
            FirstEnd ??= end.Status;
        Note(checker => checker.ProblemAfter(moment, State));
    }

    /// <summary>A checker that has found something is done: what follows from it isn't told.</summary>
    private void Note(Func<RunChecker, string?> ask)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            string? problem;
            try
            {
                problem = ask(_open[i]);
            }
            catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or NullReferenceException or ArgumentException)
            {
                problem = $"has an event that fits nowhere: {error.Message}";
            }

            if (problem is null)
                continue;
            _violations.Add(new Violation(_open[i].GetType().Name, $"{Run} {problem} (event {Seq})"));
            _open.RemoveAt(i);
        }
    }
}
