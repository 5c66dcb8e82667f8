using System.Collections.Immutable;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Actors.Clusters;
using Runs.Actors.Erasures;
using Runs.Actors.Forks;
using Runs.Actors.Links;
using Runs.Actors.Live;
using Runs.Actors.Permits;
using Runs.Actors.Queues;
using Runs.Actors.Runs;
using Runs.Actors.SubRuns;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Runtime;
using Runs.Runtime.Cells;
using Runs.Runtime.Journal;
using Runs.Runtime.Lanes;
using Runs.Runtime.Messaging;
using Runs.Runtime.Nodes;
using Runs.Runtime.Shards;

namespace Runs.Actors;

/// <summary>
/// The engine, to be embedded: prepares, starts, watches and stops runs. It is one node; with links and a lease it shares the runs of its
/// journal with others, and every run can be asked for at every node. An answer that isn't an error means that what was asked for is
/// stored durably. The journal, the artifact store and the links aren't the system's: who made them disposes them.
/// </summary>
public sealed partial class RunSystem : IAsyncDisposable
{
    private readonly IJournalStore _journal;
    private readonly IArtifactStore _artifacts;
    private readonly RunSystemOptions _options;
    private readonly TimeProvider _time;
    private readonly RuntimeNode _node;
    private readonly AttemptHost _attempts;
    private readonly AttemptNodes _attemptNodes;
    private readonly SubRunHost _subRuns;
    private readonly RunHubs _hubs;
    private readonly RunErasures _erasures;
    private readonly PermitHost _permits;
    private readonly QueueDoor _queues;
    private readonly StepResults _results;
    private readonly RunEnds _ends = new();
    private readonly RunCompletion _completion;
    private readonly SharedRunEnds _sharedEnds;
    private readonly RunDeletions _deletions;
    private readonly RunExchange? _exchange;
    private readonly RunStates _states;
    private readonly NewRunIds _newRuns;
    private LaneThread? _laneThread;
    private Task? _shutdown;

    private RunSystem(RunSystemParts parts, RunSystemOptions options)
    {
        _journal = parts.Journal;
        _artifacts = parts.Artifacts;
        _options = options;
        _time = parts.Time;
        _states = new RunStates(parts.Journal);
        var factory = new RunActorFactory(() => new RunHosts(_attempts!, _subRuns!, _erasures!, _permits!), _ends);
        var coordinators = new CoordinatorFactory(() => new CoordinatorHost(options.Admission, parts.Journal, Report, () => _attempts!.IsDraining, options.Runtime.WakeDueStreams));
        _node = new RuntimeNode(
            parts.Journal, options.Runtime, parts.Time, [factory, coordinators], parts.CellListener, parts.Links, NodeMessageCodec.Instance);
        _attemptNodes = new AttemptNodes(_node.Peers, options.Runtime.Cluster.IsAlone);
        var outputs = new LiveOutputs(_node.Tail, parts.Time, options.LiveDirectory);
        _exchange = options.Runtime.Cluster.IsAlone ? null : new RunExchange(_node, outputs, parts.Time);
        _hubs = new RunHubs(new HubParts(parts.Journal, _node.Tail, outputs, parts.Time, Text, new FeedCounters(), SynchronizationContext.Current)
        {
            Mirrors = _exchange?.Mirrors,
            Places = new PlaceWatch((queue, runs) => _queues!.Places(queue, runs), parts.Time),
        });
        _completion = new RunCompletion(_hubs, parts.Time);
        _sharedEnds = new SharedRunEnds(_node.Peers, _ends, run => Describe(run), Read, parts.Journal, options.Runtime.Cluster.AnswerWithin / 2, parts.Time);
        _node.Peers.Handle<AwaitRun>((_, asked) => _sharedEnds.Answer(asked));
        _results = new StepResults(parts.Artifacts, outputs);
        _attempts = new AttemptHost(
            parts.Handlers.ToDictionary(handler => handler.Kind),
            parts.Artifacts,
            outputs,
            parts.Time,
            Report,
            _attemptNodes,
            options.UnreachableGrace,
            parts.AttemptListener);
        _node.Peers.Handle<AttemptInquiry>((_, inquiry) => new ValueTask<object?>(_attempts.Answer(inquiry)));
        _subRuns = new SubRunHost(Report, options.Admission, parts.Artifacts, parts.Time, parts.SubRunListener);
        var leavings = new AttemptLeavings(_attempts, _node.Peers, parts.Time);
        _erasures = new RunErasures(leavings, parts.Artifacts, IsElsewhere, parts.Time, options.Runtime.AskTimeout, Report, parts.AttemptListener);
        _deletions = new RunDeletions(this, _node, _erasures, leavings, options, parts.Time);
        RunExchange.Handle(_node, _deletions, leavings, _erasures);
        _newRuns = new NewRunIds(options, _node, () => _attempts.Count);
        Cluster = new ClusterDoor(_node, parts.Journal, parts.Time, options.Runtime.Cluster.IsAlone);
        _permits = new PermitHost(options.Admission, _node.Report, parts.Time);
        _queues = new QueueDoor(options.Admission, _node.Ask, options.Runtime.AskTimeout, parts.Time);
    }

    /// <summary>This life of the node.</summary>
    public long Incarnation => _node.Incarnation.Number;

    /// <summary>How many runs have a live cell.</summary>
    public int LiveCells => _node.LiveCells;

    /// <summary>How many attempts are under way.</summary>
    public int LiveAttempts => _attempts.Count;

    /// <summary>How many shards of the journal, and so which part of its runs, this node owns.</summary>
    public int OwnedShards => _node.OwnedShards;

    /// <summary>The nodes of the journal, this one among them.</summary>
    public ClusterDoor Cluster { get; }

    /// <summary>
    /// Completes when the other nodes count this one among the dead, because a newer start of it has joined. Nothing that it does counts
    /// any more: shut it down without grace, and end the process.
    /// </summary>
    public Task Superseded => _node.Superseded;

    /// <summary>Starts a system: joins, takes the shards over, and goes on with what was interrupted, if the options say so.</summary>
    public static async ValueTask<RunSystem> Start(RunSystemParts parts, RunSystemOptions options, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Runs.Concurrency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Runs.MaxRecoveries, 1);
        var system = new RunSystem(parts, options);
        if (!options.Dispatches)
            system._attempts.BeginDrain();
        if (options.LaneThread)
            system._laneThread = new LaneThread(system._node.Lane);
        else
            system._node.Lane.Start();
        try
        {
            await system._node.Start(cancellation);
            if (options.Dispatches)
                system._permits.Start();
            system._exchange?.Start();
            _ = system.AbandonWhenSuperseded();
            return system;
        }
        catch
        {
            await system.Shutdown(TimeSpan.Zero);
            throw;
        }
    }

    /// <summary>
    /// Freezes the plan of a run's next segment. A prepared run stays as it is; of one that is under way nothing changes, and the
    /// answer says what it is.
    /// </summary>
    public async ValueTask<RunResult<PreparedRun>> Prepare(PrepareRequest request)
    {
        var run = request.Run ?? NewRun();
        // Nobody has an id that was made just now.
        RunResult<RunReply> known = request.Run is null ? new RunReply(RunState.Of(run), 0) : await Describe(run, request.OnlyOwner);
        if (!known.IsOk)
            return known.Error;
        LoadedPreparation? loaded = null;
        var state = known.Value.State;
        // What was prepared by this very command stays so, whatever has become of its file.
        var isRepeated = request.CommandId is { } id && state.Commands.Contains(id);
        if (state.Pending is null && !state.Status.IsActive() && !isRepeated)
        {
            var result = await Load(request, run, state);
            if (!result.IsOk)
                return result.Error;
            loaded = result.Value;
        }

        var reply = await Ask(run, new PrepareRun(loaded?.Preparation) { OnlyOwner = request.OnlyOwner }, request.CommandId);
        return reply.IsOk
            ? new PreparedRun(run, reply.Value, loaded?.UsedFrozenPlan ?? false) { IsAttached = loaded is null && !isRepeated }
            : reply.Error;
    }

    /// <summary>What is to be frozen, read and checked.</summary>
    private async ValueTask<RunResult<LoadedPreparation>> Load(PrepareRequest request, RunId run, RunState state)
    {
        if (request.Fork is not { } fork)
            return RunPreparations.Load(request, state, _options);
        if (state.Current is not null)
            return new RunError(RunErrors.Exists, $"Run {run} exists; a fork is a new run and needs another id.");
        var source = await Describe(fork.Source, request.OnlyOwner);
        return source.IsOk ? await new ForkLoader(_artifacts, _options).Load(request with { Run = run }, state, source.Value, CancellationToken.None) : source.Error;
    }

    /// <summary>An id for a new run, which decides where it lives; see <see cref="RunSystemOptions.LocalAttempts"/>.</summary>
    public RunId NewRun() => _newRuns.Next();

    /// <summary>Starts a prepared run.</summary>
    public ValueTask<RunResult<RunReply>> Start(RunId run, string input = "", string? requestId = null, string? commandId = null) =>
        Ask(run, new StartRun(input, requestId), commandId);

    /// <summary>Starts the next segment of a run that was prepared again after its end.</summary>
    public ValueTask<RunResult<RunReply>> Continue(RunId run, string input, string? requestId = null, string? commandId = null) =>
        Ask(run, new ContinueRun(input, requestId), commandId);

    /// <summary>Asks a run to stop; by force without any grace for what is under way. Never refused for what the run is.</summary>
    public ValueTask<RunResult<RunReply>> Stop(RunId run, string reason = StopRun.ByClient, string? commandId = null, bool force = false) =>
        Ask(run, new StopRun(reason, force), commandId);

    /// <summary>Begins nothing new in a run until it is resumed; with <paramref name="now"/> what is under way is stopped, to be made anew. See <see cref="PauseRun"/>.</summary>
    public ValueTask<RunResult<RunReply>> Pause(RunId run, string reason = PauseRun.ByClient, bool now = false, string? commandId = null) =>
        Ask(run, new PauseRun(reason, now), commandId);

    /// <summary>Ends one step of a run before its time. See <see cref="Domain.Runs.Commands.CancelStep"/>.</summary>
    public ValueTask<RunResult<RunReply>> CancelStep(RunId run, string step, string reason = Domain.Runs.Commands.CancelStep.ByClient, bool force = false, string? commandId = null) =>
        Ask(run, new CancelStep(step, reason, force), commandId);

    /// <summary>Tries one step of a run again. See <see cref="Domain.Runs.Commands.RetryStep"/>.</summary>
    public ValueTask<RunResult<RunReply>> RetryStep(RunId run, string step, string? commandId = null) => Ask(run, new RetryStep(step), commandId);

    /// <summary>Ends a run at once.</summary>
    public ValueTask<RunResult<RunReply>> Kill(RunId run, string? commandId = null) => Ask(run, new KillRun(), commandId);

    /// <summary>Lets a paused, quarantined or interrupted run go on.</summary>
    public ValueTask<RunResult<RunReply>> Resume(RunId run, string? commandId = null) => Ask(run, new ResumeRun(), commandId);

    /// <summary>Answers a step that waits for a person: the one named, else the first of the agent.</summary>
    public ValueTask<RunResult<RunReply>> Answer(RunId run, string agentName, string text, string? commandId = null, string? step = null) =>
        Ask(run, new AnswerInput(agentName, text) { Step = step }, commandId);

    /// <summary>Answers a question of a model, by the id of its request.</summary>
    public ValueTask<RunResult<RunReply>> AnswerQuestion(RunId run, string questionRequestId, string response, string? commandId = null) =>
        Ask(run, new AnswerQuestion(questionRequestId, response), commandId);

    /// <summary>Gives the agent that is called next a text beside its message.</summary>
    public ValueTask<RunResult<RunReply>> Steer(RunId run, string text, string? commandId = null) =>
        Ask(run, new SteerRun(text), commandId);

    /// <summary>
    /// Sends a running step of a model a message. An answer that isn't an error is a receipt, which may say that the message wasn't accepted
    /// and why. An unknown run or step has no receipt (<see cref="RunErrors.NotFound"/>, <see cref="RunErrors.StepNotFound"/>).
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="message">The message. One that is repeated with its <see cref="MessageStep.ClientMessageId"/> is sent once, for as long as the run exists.</param>
    /// <param name="commandId">The id that makes a repeated request the same request. Default: a new one.</param>
    public ValueTask<RunResult<MessageReceipt>> Message(RunId run, MessageStep message, string? commandId = null) =>
        StepMessaging.Send(this, run, message, commandId ?? _options.NewId());

    /// <summary>The receipts of all that a step was sent, the oldest first, with what has become of each by now.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step: the id that its author gave it, or its place.</param>
    /// <param name="onlyOwner">Whose run it must be; see <see cref="RunCommand.OnlyOwner"/>.</param>
    public ValueTask<RunResult<ImmutableList<MessageReceipt>>> Messages(RunId run, string step, string? onlyOwner = null) =>
        StepMessaging.Receipts(this, run, step, onlyOwner);

    /// <summary>A run as it is. One that doesn't exist has the status None.</summary>
    /// <param name="run">The run.</param>
    /// <param name="onlyOwner">Whose run it must be; another's is shown as one that doesn't exist. <see langword="null"/> for anybody's.</param>
    public ValueTask<RunResult<RunReply>> Describe(RunId run, string? onlyOwner = null) =>
        Send(run, onlyOwner is null ? DescribeRun.OfAnyone : new DescribeRun(onlyOwner), null, isInternal: false);

    /// <summary>Gives a run a command of a client, such as <see cref="StartRun"/>. The methods above do so for the commonest.</summary>
    /// <param name="run">The run.</param>
    /// <param name="command">The command.</param>
    /// <param name="commandId">The id that makes a repeated command the same command. Default: a new one.</param>
    public async ValueTask<RunResult<RunReply>> Ask(RunId run, RunCommand command, string? commandId = null)
    {
        if (_queues.MustAsk(command) && await Describe(run, command.OnlyOwner) is { IsOk: true, Value.State: var state } && await _queues.Refusal(state, commandId) is { } refused)
            return refused;
        return await Send(run, command, commandId ?? _options.NewId(), command.IsInternal);
    }

    /// <summary>Lists runs, newest start first, those of all nodes. One whose node is gone is interrupted until another node, or its next start, goes on with it.</summary>
    public async ValueTask<IReadOnlyList<RunSummary>> List(ListingQuery query, CancellationToken cancellation = default)
    {
        var listed = await _journal.List(query, cancellation);
        return [.. listed.Select(stream => _exchange is null
            ? RunSummary.Of(stream, incarnation => incarnation == Incarnation)
            : RunSummary.OfShared(stream, incarnation => incarnation == 0 || _node.Peers.StandingOf(incarnation) is NodeStanding.Here or NodeStanding.Live))];
    }

    /// <summary>
    /// Shuts down: nothing new is dispatched, other nodes take the runs over, attempts get their grace and report to whoever has their
    /// runs by then, and what is left goes on at the next start. Repeated calls wait for the first.
    /// </summary>
    public Task Shutdown(TimeSpan? grace = null) => _shutdown ??= ShutdownOnce(grace ?? _options.ShutdownGrace);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Shutdown();

    private async Task ShutdownOnce(TimeSpan grace)
    {
        // Other nodes go on with the runs while the attempts that are here come to their end; what these come to is told to them.
        _attempts.BeginDrain();
        await _node.Drain();
        await _attempts.Drain(grace);
        _permits.Dispose();
        if (_exchange is not null)
            await _exchange.Stop();
        _attemptNodes.End();
        await _node.Stop();
        _laneThread?.Dispose();
    }

    /// <summary>Says something to a run once, wherever it is. The end of another node isn't this one's: what wasn't heard there is to be said again.</summary>
    private async ValueTask<Reply> Report(RunId run, RunCommand command)
    {
        Reply reply = await _node.Report(RunEntity.Of(run), PermitGrant.Of(command));
        return reply.Refusal is { Code: RefusalCodes.Stopping } refusal && !_attemptNodes.HasEnded ? Reply.Refused(RefusalCodes.Moved, refusal.Message) : reply;
    }

    private async ValueTask<RunResult<RunReply>> Send(RunId run, object command, string? commandId, bool isInternal)
    {
        Reply reply = await _node.Ask(RunEntity.Of(run), command is RunCommand ofRun ? PermitGrant.Of(ofRun) : command, commandId, isInternal);
        if (reply.Refusal is { } refusal)
            return new RunError(refusal.Code, refusal.Message);
        return reply.Value is RunAnswer answer ? await Read(run, answer) : (RunReply)reply.Value!;
    }
}
