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
/// compares the attempts that the run owes with those that live, and starts, stops or asks about the difference.
/// </summary>
internal sealed class RunActor(EntityContext context, RunId run, RunHosts hosts, RunEnds ends)
    : PersistentActor<RunState, RunEvent>(context, RunState.Of(run))
{
    private readonly Dictionary<StepId, AttemptPlace> _owned = [];
    private readonly PermitWord _permits = new(run, hosts.Permits);
    private ImmutableSortedDictionary<string, SubRun> _provided = RunState.Empty.SubRuns;
    private bool _turnIsDue;
    private bool _knowsAttempts;

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
    public override void Stop()
    {
        hosts.Permits.Forget(run);
        foreach (var place in _owned.Values.Where(place => !IsHere(place)))
            hosts.Attempts.Elsewhere.Leave(place);
    }

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

    /// <summary>
    /// An attempt that the run no longer waits for: its outcome changes nothing any more. A run that rests waits for what is under way
    /// here, and asks nobody elsewhere.
    /// </summary>
    private void ForceWhatIsNotOwed()
    {
        if (!_knowsAttempts)
            hosts.Attempts.ForceAllBut(run, [.. State.Live.Values.Select(live => AttemptSpecs.PlaceOf(run, live)).Where(IsHere).Select(place => place.Key)]);
        _knowsAttempts = true;
        if (_owned.Count == 0)
            return;
        foreach (var (step, place) in _owned.ToList())
        {
            var isLive = State.Live.TryGetValue(step, out var live) && AttemptSpecs.PlaceOf(run, live) == place;
            if (isLive && (IsHere(place) || State.Status != RunStatus.Quarantined))
                continue;
            if (isLive)
                hosts.Attempts.Elsewhere.Leave(place);
            else if (IsHere(place))
                hosts.Attempts.Force(place.Key);
            else
                hosts.Attempts.Elsewhere.Force(place);
            _owned.Remove(step);
        }
    }

    private void Provide(LiveAttempt live)
    {
        var place = AttemptSpecs.PlaceOf(run, live);
        if (!IsHere(place))
        {
            // Whoever doesn't go on with the run leaves its judgement to whoever does.
            if (hosts.Attempts.IsDraining)
                return;
            _owned[live.Step] = place;
            hosts.Attempts.Elsewhere.Provide(place, AttemptSpecs.KindOf(State, live), Owed.Stops(State, live), Owed.Forces(live));
            return;
        }

        _owned[live.Step] = place;
        if (!hosts.Attempts.Has(place.Key))
            hosts.Attempts.Start(AttemptSpecs.Of(State, run, live), Owed.Stops(State, live));
        else if (Owed.Forces(live))
            hosts.Attempts.Force(place.Key);
        else if (Owed.Stops(State, live))
            hosts.Attempts.Stop(place.Key);
    }

    private bool IsHere(AttemptPlace place) => place.Node == Context.Node.Number;
}
