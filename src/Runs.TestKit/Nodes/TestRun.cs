using Runs.Actors;
using Runs.Actors.Erasures;
using Runs.Actors.Frames;
using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;
using Runs.TestKit.Scenarios;

namespace Runs.TestKit.Nodes;

/// <summary>
/// A run in a test: what can be done to it, and what a subscriber sees of it. Each method returns as soon as the run has
/// answered, whatever else it has to do by then; the methods that begin with Until let that happen.
/// </summary>
public sealed class TestRun
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMilliseconds(100);

    private readonly List<RunFrame> _frames = [];
    private readonly List<RunUpdate.Journaled> _events = [];
    private long _answeredSeq;

    internal TestRun(TestNode node, RunId id)
    {
        Node = node;
        Id = id;
        State = RunState.Of(id);
    }

    /// <summary>The node.</summary>
    public TestNode Node { get; }

    /// <summary>The run's id.</summary>
    public RunId Id { get; }

    /// <summary>The run as its subscriber knows it.</summary>
    public RunState State { get; private set; }

    /// <summary>The frames seen so far, details included.</summary>
    public IReadOnlyList<RunFrame> Frames => _frames;

    /// <summary>The events seen so far.</summary>
    public IReadOnlyList<RunUpdate.Journaled> Events => _events;

    /// <summary>The last command's refusal; <see langword="null"/> when it was accepted.</summary>
    public RunError? Refusal { get; private set; }

    /// <summary>Whether the run has ended, as far as the subscriber knows.</summary>
    public bool HasEnded => IsUpToDate && State.Pending is null && State.Status.IsTerminal();

    /// <summary>Whether the run goes on by itself no more: it has ended, is paused, or waits for a person and has nothing else to do.</summary>
    public bool IsSettled => HasEnded || (IsUpToDate && (IsHeld || (IsParked && State.Timers.IsEmpty)));

    /// <summary>Whether the run waits, for a person or for a time, and has nothing else to do.</summary>
    public bool IsParked =>
        IsUpToDate && State.Status == RunStatus.Running && State.Live.IsEmpty && State.Ready.IsEmpty && State.Gated.IsEmpty && State.Entering.IsEmpty && State.Closing.IsEmpty
        && State.AwaitedSubRuns == 0;

    /// <summary>Whether the subscriber has seen everything that the run has answered for.</summary>
    public bool IsUpToDate => _events.Count >= _answeredSeq;

    private bool IsHeld => State.Status == RunStatus.Quarantined || (State.Status == RunStatus.Paused && State.Live.IsEmpty);

    /// <summary>Prepares the next segment.</summary>
    public RunResult<PreparedRun> Prepare(TestStrategy strategy)
    {
        var prepared = Node.Ask(system => system.Prepare(strategy.RequestFor(Id)));
        Refusal = prepared.Error;
        return prepared;
    }

    /// <summary>Starts the prepared run.</summary>
    public RunResult<RunReply> Start(string input = "", string? requestId = null) => Do(system => system.Start(Id, input, requestId));

    /// <summary>Starts the next segment of a run that was prepared again.</summary>
    public RunResult<RunReply> Continue(string input, string? requestId = null) => Do(system => system.Continue(Id, input, requestId));

    /// <summary>Answers a step that waits for a person.</summary>
    public RunResult<RunReply> Answer(string agentName, string text) => Do(system => system.Answer(Id, agentName, text));

    /// <summary>Answers the oldest question that this agent's model asks.</summary>
    /// <exception cref="InvalidOperationException">It asks none.</exception>
    public RunResult<RunReply> AnswerQuestion(string agentName, string text)
    {
        var question = State.Questions.Values.Where(open => open.AgentName == agentName).OrderBy(open => open.Since).ThenBy(open => open.Unit).FirstOrDefault()
            ?? throw new InvalidOperationException($"{agentName} asks nothing.\n{this}");
        return Do(system => system.AnswerQuestion(Id, question.RequestId, text));
    }

    /// <summary>Gives the agent that is called next a text beside its message.</summary>
    public RunResult<RunReply> Steer(string text) => Do(system => system.Steer(Id, text));

    /// <summary>Sends a running step of a model a message, and returns its receipt.</summary>
    public MessageReceipt Message(MessageStep message)
    {
        var receipt = Node.Ask(system => system.Message(Id, message)).Require();
        _answeredSeq = Math.Max(_answeredSeq, receipt.Seq);
        return receipt;
    }

    /// <summary>Asks the run to stop, by force without any grace.</summary>
    public RunResult<RunReply> Stop(bool force = false) => Do(system => system.Stop(Id, force: force));

    /// <summary>Begins nothing new until the run is resumed; with <paramref name="now"/> what is under way is stopped too.</summary>
    public RunResult<RunReply> Pause(bool now = false) => Do(system => system.Pause(Id, now: now));

    /// <summary>Ends one step before its time.</summary>
    public RunResult<RunReply> CancelStep(string step, bool force = false) => Do(system => system.CancelStep(Id, step, force: force));

    /// <summary>Tries one step again.</summary>
    public RunResult<RunReply> RetryStep(string step) => Do(system => system.RetryStep(Id, step));

    /// <summary>Ends the run at once.</summary>
    public RunResult<RunReply> Kill() => Do(system => system.Kill(Id));

    /// <summary>Lets a paused or quarantined run go on.</summary>
    public RunResult<RunReply> Resume() => Do(system => system.Resume(Id));

    /// <summary>Deletes the run.</summary>
    public RunResult<ErasedRun> Delete()
    {
        var deleted = Node.Ask(system => system.Delete(Id));
        Refusal = deleted.Error;
        return deleted;
    }

    /// <summary>Crashes the run's node and starts it again.</summary>
    public void Crash()
    {
        Node.Crash();
        Node.Restart();
    }

    /// <summary>Lets virtual time pass.</summary>
    public void Advance(TimeSpan time) => Node.Advance(time);

    /// <summary>Lets the run go on until the condition holds.</summary>
    /// <exception cref="TimeoutException">It doesn't in time.</exception>
    public void Until(Func<TestRun, bool> condition, string what, TimeSpan? within = null) =>
        Node.Until(() => condition(this), $"{Id}: {what}", within);

    /// <summary>Lets the run go on until it has ended.</summary>
    public void UntilEnded() => Until(run => run.HasEnded, "the end of the run");

    /// <summary>Lets the run go on until it does so by itself no more.</summary>
    public void UntilSettled() => Until(run => run.IsSettled, "the end of the run, a question or a pause");

    /// <summary>Lets the run go on until it waits, for a person or for a time.</summary>
    public void UntilParked() => Until(run => run.IsParked, "the run to wait");

    /// <summary>
    /// Lets the run go on until an attempt of this step is stored as under way; its handler is about to begin. A step has its id in
    /// the strategy, or else its agent's name.
    /// </summary>
    public void UntilAttempted(string step) =>
        Until(run => run.IsUpToDate && run.State.Live.Keys.Any(live => StepNames.Of(run.State, live) == step), $"an attempt of {step}");

    /// <summary>The whole text of the result.</summary>
    public string? Result => State.End?.Result is { } result ? Node.Ask(system => system.Text(Id, result)) : null;

    /// <summary>The run's status and the frames seen so far, a line each.</summary>
    public override string ToString() =>
        $"{Id} is {State.Status}. Frames:\n{string.Join('\n', _frames.Select(frame => $"  {frame.Seq,3} {FrameLine.Short(frame)}"))}";

    /// <summary>Sees the run through the system of one life of the node, from where the life before ended.</summary>
    internal async Task Watch(RunSystem system, NodeProcess process)
    {
        while (process.IsAlive)
        {
            try
            {
                await Read(system);
                return;
            }
            catch (JournalException)
            {
                await Task.Delay(ReadAgain, process.Time);
            }
        }
    }

    private async Task Read(RunSystem system)
    {
        await foreach (var item in system.Feed(Id, RunCursor.After(_events.Count)))
        {
            if (item.Update is RunUpdate.Journaled journaled)
                _events.Add(journaled);
            State = item.Update switch
            {
                RunUpdate.Journaled { After: var after } => after,
                RunUpdate.CaughtUp { State: var caughtUp } => caughtUp,
                _ => State,
            };
            foreach (var frame in item.Frames)
                _frames.Add(await frame.Frame());
        }

        State = RunState.Of(Id);
    }

    private RunResult<RunReply> Do(Func<RunSystem, ValueTask<RunResult<RunReply>>> command)
    {
        var reply = Node.Ask(command);
        Refusal = reply.Error;
        _answeredSeq = reply.IsOk ? reply.Value.Seq : _answeredSeq;
        return reply;
    }
}
