using System.Buffers;
using System.Collections.Immutable;
using Runs.Actors.Attempts;
using Runs.Actors.Permits;
using Runs.Actors.Queues;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Runtime;
using Runs.Runtime.Cells;
using Runs.Runtime.Journal;
using Runs.Runtime.Messaging;

namespace Runs.Actors.Runs;

/// <summary>
/// A run as a persistent actor. The decider decides; this class carries commands to it and, after each commit and each recovery,
/// compares the attempts that the run owes with those that live, and starts, stops or judges the difference.
/// </summary>
internal sealed class RunActor(EntityContext context, RunId run, RunHosts hosts, RunEnds ends)
    : PersistentActor<RunState, RunEvent>(context, RunState.Of(run))
{
    private readonly Dictionary<StepId, AttemptKey> _owned = [];
    private readonly PermitWord _permits = new(run, hosts.Permits);
    private ImmutableSortedDictionary<string, SubRun> _provided = RunState.Empty.SubRuns;
    private bool _turnIsDue;
    private bool _recoveryIsDue;

    /// <inheritdoc/>
    public override DateTimeOffset? WakeAt => Owed.WakeUp(State);

    /// <inheritdoc/>
    public override bool CanPassivate => !_turnIsDue && !State.IsBeingErased && !Owed.Turn(State) && !Owed.Attempts(State).Any() && !Owed.StepDemands(State).Any();

    /// <inheritdoc/>
    public override bool IsDone => State.Status.IsTerminal() && State.Pending is null && !Owed.OtherRuns(State);

    /// <inheritdoc/>
    protected override Reply Decide(RunState state, Envelope envelope, DateTimeOffset now)
    {
        if (envelope.Command is Activate)
            return Reply.Ok(null);
        if (envelope.Command is DescribeRun question)
            return Reply.Ok(Shown(state, question.OnlyOwner));
        var command = CommandOf(envelope.Command);
        if (command is TimersDue)
            _turnIsDue = false;
        if (command is RecoverRun)
            _recoveryIsDue = false;
        var decisionContext = new DecisionContext(now, Context.Node.Number, envelope.CommandId) { IsDraining = hosts.Attempts.IsDraining };
        var decision = RunDecider.Decide(state, TentativeSeq, command, decisionContext);
        if (decision.Refusal is { } refusal)
            return Reply.Refused(refusal.Code, refusal.Message);
        Raise(decision.Events, decision.State);
        return Reply.Ok(Shown(decision.State, command.OnlyOwner));
    }

    /// <summary>What somebody is told of the run. Another owner's looks like one without events.</summary>
    private RunReply Shown(RunState state, string? onlyOwner) =>
        state.IsForeignTo(onlyOwner) ? new RunReply(RunState.Of(run), 0) : new RunReply(state, TentativeSeq);

    /// <inheritdoc/>
    protected override RunState Evolve(RunState state, RunEvent raised, long seq, DateTimeOffset at) =>
        raised.ApplyTo(state, new EventStamp(seq, at));

    /// <inheritdoc/>
    protected override void Encode(IBufferWriter<byte> output, IReadOnlyList<RunEvent> events) => RunEventCodec.Encode(output, events);

    /// <inheritdoc/>
    protected override IEnumerable<RunEvent> Decode(ReadOnlyMemory<byte> data) => RunEventCodec.Decode(data);

    /// <inheritdoc/>
    protected override ListingRow? Row(RunState state) => RunRow.Of(state, Context.Node.Number);

    /// <inheritdoc/>
    protected override void StagePermits(Append append, RunState before, RunState after) => PermitChanges.Stage(append, before.Permits, after.Permits);

    /// <inheritdoc/>
    protected override bool IsErased(RunState state) => state.IsErased;

    /// <inheritdoc/>
    protected override void Reconcile()
    {
        ForceWhatIsNotOwed();
        if (State.Status.IsTerminal())
            ends.Signal(run, new RunReply(State, Seq));
        foreach (var live in Owed.Attempts(State))
            Provide(live);
        if (!hosts.Attempts.IsDraining)
            SendWord();
        _permits.Say(State, hosts.Attempts.IsDraining);
        if (State.IsBeingErased)
            hosts.Erasures.Provide(run, State.Erasure!);
        if (!_turnIsDue && Owed.Turn(State) && !hosts.Attempts.IsDraining)
        {
            _turnIsDue = true;
            Context.TellSelf(new TimersDue());
        }
    }

    /// <inheritdoc/>
    public override void Stop() => hosts.Permits.Forget(run);

    /// <summary>To the sub-runs, where a wish has changed, and to the parent.</summary>
    private void SendWord()
    {
        var owed = Owed.SubRuns(State);
        if (!ReferenceEquals(owed, _provided))
        {
            foreach (var sub in owed.Values)
                hosts.SubRuns.Provide(sub);
            foreach (var gone in _provided.Keys.Where(id => !State.SubRuns.ContainsKey(id)))
                hosts.SubRuns.Forget(RunId.Parse(gone));
            _provided = owed;
        }

        if (Owed.Report(State) is { } report)
            hosts.SubRuns.Tell(run, State.Parent!, report);
    }

    private static RunCommand CommandOf(object message) => message switch
    {
        RunCommand command => command,
        PermitGrant proposed => proposed.Grant,
        WakeUp => new TimersDue(),
        _ => throw new InvalidOperationException($"Runs know no command of type {message.GetType().Name}."),
    };

    /// <summary>An attempt that the run no longer waits for: its outcome changes nothing any more.</summary>
    private void ForceWhatIsNotOwed()
    {
        if (_owned.Count == 0)
            return;
        foreach (var (step, key) in _owned.ToList())
        {
            if (State.Live.TryGetValue(step, out var live) && live.Attempt == key.Attempt && live.Unit == key.Unit)
                continue;
            hosts.Attempts.Force(key);
            _owned.Remove(step);
        }
    }

    private void Provide(LiveAttempt live)
    {
        var key = new AttemptKey(run, live.Unit, live.Attempt);
        if (live.Node != Context.Node.Number)
        {
            // Whoever doesn't go on with the run leaves its judgement to whoever does.
            if (!hosts.Attempts.IsDraining)
                Judge(live);
            return;
        }

        _owned[live.Step] = key;
        if (!hosts.Attempts.Has(key))
            hosts.Attempts.Start(AttemptSpecs.Of(State, run, live), Owed.Stops(State, live));
        else if (Owed.Forces(live))
            hosts.Attempts.Force(key);
        else if (Owed.Stops(State, live))
            hosts.Attempts.Stop(key);
    }

    /// <summary>An attempt of another incarnation. The recovery is counted first, so that one which ends the process is counted too.</summary>
    private void Judge(LiveAttempt live)
    {
        if (State.RecoveredBy == Context.Node.Number)
        {
            hosts.Attempts.Judge(AttemptSpecs.Of(State, run, live));
            return;
        }

        if (_recoveryIsDue)
            return;
        _recoveryIsDue = true;
        Context.TellSelf(new RecoverRun());
    }
}
