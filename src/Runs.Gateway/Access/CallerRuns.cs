using System.Collections.Immutable;
using Runs.Actors;
using Runs.Actors.Artifacts;
using Runs.Actors.Erasures;
using Runs.Actors.Queues.Views;
using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;

namespace Runs.Gateway.Access;

/// <summary>
/// The runs of a system as one caller may see and change them. Every door of the gateway goes through it. What its role may not do is
/// refused before anything is looked at; another owner's run is to it as one that doesn't exist, which the run itself decides.
/// </summary>
internal sealed class CallerRuns(RunSystem system, Caller caller, PreparationRules rules)
{
    /// <summary>Whose they are seen as.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>
    /// The line in which requests about a run wait for each other. Each owner has their own, or else a stranger's requests would hold up
    /// the owner's, and feel them.
    /// </summary>
    public string LineOf(RunId run) => $"{run.Value}/{Caller.Owner}";

    /// <summary>Freezes the plan of a run's next segment.</summary>
    public async ValueTask<RunResult<PreparedRun>> Prepare(PrepareRequest request)
    {
        if (Refuse(Role.Operator) is { } refusal)
            return refusal;
        var allowed = rules.Apply(request, Caller);
        return allowed.IsOk ? await system.Prepare(allowed.Value) : allowed.Error;
    }

    /// <summary>Starts a prepared run.</summary>
    public ValueTask<RunResult<RunReply>> Start(RunId run, string input, string? requestId = null, string? commandId = null) =>
        Ask(run, new StartRun(input, requestId), commandId);

    /// <summary>Starts the next segment of a run.</summary>
    public ValueTask<RunResult<RunReply>> Continue(RunId run, string input, string? requestId = null, string? commandId = null) =>
        Ask(run, new ContinueRun(input, requestId), commandId);

    /// <summary>Asks a run to stop.</summary>
    public ValueTask<RunResult<RunReply>> Stop(RunId run, string? commandId = null, string? reason = null, bool force = false) =>
        Ask(run, new StopRun(reason ?? StopRun.ByClient, force), commandId);

    /// <summary>Begins nothing new in a run until it is resumed.</summary>
    public ValueTask<RunResult<RunReply>> Pause(RunId run, string? commandId = null, string? reason = null, bool now = false) =>
        Ask(run, new PauseRun(reason ?? PauseRun.ByClient, now), commandId);

    /// <summary>Ends one step of a run before its time.</summary>
    public ValueTask<RunResult<RunReply>> CancelStep(RunId run, string step, string? commandId = null, string? reason = null, bool force = false) =>
        Ask(run, new CancelStep(step, reason ?? Domain.Runs.Commands.CancelStep.ByClient, force), commandId);

    /// <summary>Tries one step of a run again.</summary>
    public ValueTask<RunResult<RunReply>> RetryStep(RunId run, string step, string? commandId = null) => Ask(run, new RetryStep(step), commandId);

    /// <summary>Ends a run at once.</summary>
    public ValueTask<RunResult<RunReply>> Kill(RunId run, string? commandId = null) => Ask(run, new KillRun(), commandId);

    /// <summary>Lets a held run go on.</summary>
    public ValueTask<RunResult<RunReply>> Resume(RunId run, string? commandId = null) => Ask(run, new ResumeRun(), commandId);

    /// <summary>Answers a step that waits for a person.</summary>
    public ValueTask<RunResult<RunReply>> Answer(RunId run, string agentName, string text, string? commandId = null, string? step = null) =>
        Ask(run, new AnswerInput(agentName, text) { Step = step }, commandId);

    /// <summary>Answers a question of a model.</summary>
    public ValueTask<RunResult<RunReply>> AnswerQuestion(RunId run, string questionRequestId, string response, string? commandId = null) =>
        Ask(run, new AnswerQuestion(questionRequestId, response), commandId);

    /// <summary>Gives the agent that is called next a text beside its message.</summary>
    public ValueTask<RunResult<RunReply>> Steer(RunId run, string text, string? commandId = null) => Ask(run, new SteerRun(text), commandId);

    /// <summary>Sends a running step of a model a message.</summary>
    public ValueTask<RunResult<MessageReceipt>> Message(RunId run, MessageStep message, string? commandId = null) => Refuse(Role.Operator) is { } refusal
        ? ValueTask.FromResult<RunResult<MessageReceipt>>(refusal)
        : system.Message(run, message with { OnlyOwner = Caller.Scope }, commandId);

    /// <summary>The receipts of all that a step was sent.</summary>
    public ValueTask<RunResult<ImmutableList<MessageReceipt>>> Messages(RunId run, string step) => system.Messages(run, step, Caller.Scope);

    /// <summary>Deletes a run that has ended.</summary>
    public ValueTask<RunResult<ErasedRun>> Delete(RunId run, string? commandId = null) => Refuse(Role.Operator) is { } refusal
        ? ValueTask.FromResult<RunResult<ErasedRun>>(refusal)
        : system.Delete(run, commandId, Caller.Scope);

    /// <summary>Gives a run any command. It takes an operator.</summary>
    public ValueTask<RunResult<RunReply>> Ask(RunId run, RunCommand command, string? commandId = null) => Refuse(Role.Operator) is { } refusal
        ? ValueTask.FromResult<RunResult<RunReply>>(refusal)
        : system.Ask(run, command with { OnlyOwner = Caller.Scope }, commandId);

    /// <summary>A run as it is. One that the caller may not see has the status None, like one that doesn't exist.</summary>
    public ValueTask<RunResult<RunReply>> Describe(RunId run) => system.Describe(run, Caller.Scope);

    /// <summary>Lists runs, newest start first. Whoever doesn't see everybody's sees their own, whatever owner the query names.</summary>
    public async ValueTask<IReadOnlyList<RunSummary>> List(ListingQuery query, CancellationToken cancellation = default)
    {
        if (Caller.Scope is not { } scope)
            return await system.List(query, cancellation);
        return query.Owner is { } owner && owner != scope ? [] : await system.List(query with { Owner = scope }, cancellation);
    }

    /// <summary>The queues. Whoever doesn't see everybody's runs is told how many there are, and of their own which.</summary>
    public ValueTask<IReadOnlyList<QueueView>> Queues(CancellationToken cancellation = default) => system.Queues.Queues(Caller.Scope, cancellation);

    /// <summary>A queue; <see langword="null"/> for one that isn't configured.</summary>
    public ValueTask<QueueView?> Queue(string name, CancellationToken cancellation = default) => system.Queues.Queue(name, Caller.Scope, cancellation);

    /// <summary>The limits.</summary>
    public ValueTask<IReadOnlyList<LimitView>> Limits(CancellationToken cancellation = default) => system.Queues.Limits(Caller.Scope, cancellation);

    /// <summary>What happens to a run, as <see cref="RunSystem.Subscribe(RunId, long, CancellationToken)"/> tells it, as far as it is the caller's.</summary>
    public IAsyncEnumerable<RunUpdate> Subscribe(RunId run, long afterSeq = 0, CancellationToken cancellation = default) =>
        OwnedUpdates.Of(system.Subscribe(run, afterSeq, cancellation), Caller.Scope, cancellation);

    /// <summary>What happens to a run after a cursor, as far as it is the caller's.</summary>
    public IAsyncEnumerable<RunUpdate> Subscribe(RunId run, RunCursor after, CancellationToken cancellation = default) =>
        OwnedUpdates.Of(system.Subscribe(run, after, cancellation), Caller.Scope, cancellation);

    /// <summary>Follows a run from a cursor on, as <see cref="RunSystem.Follow"/>. Each update is to be shown only if <see cref="MaySee"/>.</summary>
    public RunFollower Follow(RunId run, RunCursor after, Action wake) => system.Follow(run, after, wake);

    /// <summary>Whether an update is of a run of the caller's. After one that isn't there is nothing to be seen any more.</summary>
    public bool MaySee(RunUpdate update) => !OwnedUpdates.IsForeign(update, Caller.Scope);

    /// <summary>A page of a run's history. That of a run that the caller may not see, any more either, is empty.</summary>
    public async ValueTask<EventPage> Events(RunId run, EventQuery query, CancellationToken cancellation = default)
    {
        var page = await system.Events(run, query, cancellation);
        // The run may be another's by now: whose it was when the page was read is sure only when it still is.
        return await Describe(run) is { IsOk: true, Value.State.Status: not RunStatus.None } ? page : new EventPage([], 0);
    }

    /// <summary>A run of the caller's, which it was described, as those see it who look at it.</summary>
    public ValueTask<RunSnapshot> Snapshot(RunReply run, SnapshotQuery query, CancellationToken cancellation = default) =>
        system.Snapshot(run, query, cancellation);

    /// <summary>What a step of a run has come to that the caller was described.</summary>
    public ValueTask<StepResult> Result(RunReply run, StepState step, int? maxBytes, CancellationToken cancellation = default) =>
        system.Result(run, step, maxBytes, cancellation);

    /// <summary>Begins to wait for something that matters in a run of the caller's.</summary>
    public ValueTask<RunResult<RunWait>> Wait(RunId run, WaitQuery query) => system.Wait(run, query, Caller.Scope);

    /// <summary>The artifacts of a run that the caller was shown.</summary>
    public ArtifactReader Artifacts(RunId run) => system.Artifacts(run);

    /// <summary>The whole text of a content of a run that the caller was shown.</summary>
    public ValueTask<string> Text(RunId run, Content content, CancellationToken cancellation = default) => system.Text(run, content, cancellation);

    /// <summary>Why the caller may not do what takes a role; null when it may.</summary>
    public RunError? Refuse(Role needed) => Caller.Has(needed)
        ? null
        : new RunError(AccessErrors.Forbidden, $"This takes the role {Words.Of(needed)}, and your token has the role {Words.Of(Caller.Role)}.");

    private static class Words
    {
        public static string Of(Role role) => role.ToString().ToLowerInvariant();
    }
}
