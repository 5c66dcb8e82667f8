using System.Buffers;
using Runs.Domain.Admissions;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Forks;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Tests.Runs;

/// <summary>
/// A run that is told commands one after another, as its actor would tell them. After each it checks what must hold of every
/// run: deciding is pure, the journal folds to the live state, and the state owes what it should.
/// </summary>
internal sealed class RunScript(string strategyJson, RunSettings settings)
{
    private readonly Dictionary<string, Queue<string>> _sayings = [];
    private readonly RunHistory _history = new();
    private RunState _folded = RunState.Of(RunId.Parse("r1"));
    private bool _isChecked = true;

    public RunState State { get; private set; } = RunState.Of(RunId.Parse("r1"));

    public long Seq { get; private set; }

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The incarnation of the node that has the run.</summary>
    public long Node { get; set; } = 1;

    public bool IsDraining { get; set; }

    /// <summary>Where the run stands in line, from its next preparation on. Default: nowhere.</summary>
    public Admission? Admission { get; set; }

    /// <summary>Who proposes it slots.</summary>
    public PermitDesk Desk { get; } = new();

    /// <summary>The events of the last command.</summary>
    public IReadOnlyList<RunEvent> Events { get; private set; } = [];

    /// <summary>The refusal of the last command.</summary>
    public RunError? Refusal { get; private set; }

    /// <summary>The appends, as stored.</summary>
    public List<RecordedAppend> Journal { get; } = [];

    public string? Result => State.End?.Result?.Preview;

    /// <summary>The error of a run that has ended by one.</summary>
    public string? Error => State.End?.Error?.Message;

    /// <summary>What the run takes over from another one.</summary>
    public Fork? Fork { get; init; }

    public RunPreparation Preparation => new() { Fork = State.Current is null ? Fork : null, Owner = "owner", StrategyJson = strategyJson, StrategyPath = "/s.yaml", Cwd = "/project", Settings = settings, Admission = Admission };

    /// <summary>Checks nothing after each command, for runs so large that looking at all of them each time takes too long.</summary>
    public RunScript Unchecked()
    {
        _isChecked = false;
        return this;
    }

    public RunScript Prepared() => When(new PrepareRun(Preparation));

    /// <summary>A run of the same strategy that takes over what this one has done.</summary>
    public RunScript ForkedFrom(string? step)
    {
        ForkPlanner.Plan(State, Seq, step, out var fork).ShouldBeNull();
        return new RunScript(strategyJson, settings) { Fork = fork };
    }

    public RunScript Started(string input = "in") => Prepared().When(new StartRun(input, "q1"));

    public RunScript Continued(string input = "more") => Prepared().When(new ContinueRun(input, "q2"));

    /// <summary>Stands in a queue whose runs, and whose attempts if that is said, are bounded.</summary>
    public RunScript InQueue(string queue = "q", int priority = 0, bool boundsSteps = false, params string[] limits)
    {
        Admission = new(queue, priority, [.. limits, LimitKeys.RunsOf(queue)], boundsSteps ? [LimitKeys.StepsOf(queue)] : []);
        return this;
    }

    /// <summary>Gets the slots that it needs to work.</summary>
    public RunScript Admitted() => When(Desk.ForRun(State));

    /// <summary>Its step gets the slots that it needs.</summary>
    public RunScript Granted(string step) => When(Desk.ForStep(State, new(step)));

    /// <summary>What an agent says when it is called, call by call; an agent without a text left says <c>name(message)</c>.</summary>
    public RunScript Says(string agent, params string[] texts)
    {
        _sayings[agent] = new(texts);
        return this;
    }

    /// <summary>A command that follows from what the run is by now.</summary>
    public RunScript When(Func<RunScript, RunCommand> command) => When(command(this));

    public RunScript When(RunCommand command, string? commandId = null)
    {
        var context = new DecisionContext(Now, Node, commandId) { IsDraining = IsDraining };
        var decision = RunDecider.Decide(State, Seq, command, context);
        if (_isChecked)
            IsPure(decision, RunDecider.Decide(State, Seq, command, context));
        (Events, Refusal, State) = (decision.Events, decision.Refusal, decision.State);
        // An erasure is carried out and not stored.
        if (Events.Count > 0 && !State.IsErased)
            Append();
        if (_isChecked)
            RunInvariants.Check(State);
        return this;
    }

    public RunScript Replies(string step, string? text = null) =>
        When(new ReportSuccess(new(step), Attempt(step), Content.Of(text ?? Say(new(step))), new(10, 1), "stop"));

    /// <summary>The model's reply calls tools, each given as its name and its arguments; the ids are c1, c2 and so on.</summary>
    public RunScript Calls(string step, params (string Name, string Args)[] calls) =>
        When(new ReportSuccess(new(step), Attempt(step), Content.Of("let me see"), new(10, 1), "tool-calls")
        {
            Calls = [.. calls.Select((call, i) => new ToolCall($"c{i + 1}", call.Name, call.Args))],
        });

    /// <summary>The model's reply asks a person questions.</summary>
    public RunScript Asks(string step, params string[] questions) =>
        Calls(step, [.. questions.Select(question => (AskQuestion.Name, $$"""{"question":{{Newtonsoft.Json.JsonConvert.ToString(question)}}}"""))]);

    /// <summary>Answers the question with this text.</summary>
    public RunScript AnswersQuestion(string question, string answer) => When(new AnswerQuestion(RequestOf(question), answer));

    public string RequestOf(string question) => State.Questions.Values.Single(open => open.Question == question).RequestId;

    public RunScript Fails(string step, string message = "boom", string? errorClass = null) =>
        Fails(step, new AttemptFailure(new("model.error", message)) { Class = errorClass });

    public RunScript Fails(string step, AttemptFailure failure) => When(new ReportFailure(new(step), Attempt(step), failure));

    public RunScript Stops(string step) => When(new ReportStopped(new(step), Attempt(step)));

    public RunScript IsLost(string step) => When(new ReportLost(new(step), Attempt(step)));

    public RunScript Answers(string agent, string text) => When(new AnswerInput(agent, text));

    /// <summary>Time passes, and then the timers are looked at.</summary>
    public RunScript After(TimeSpan time)
    {
        Now += time;
        return When(new TimersDue());
    }

    /// <summary>Time passes until the run wants to be woken.</summary>
    public RunScript Wakes() => After(Later(Owed.WakeUp(State) ?? throw new InvalidOperationException("The run waits for no time."), Now) - Now);

    /// <summary>Goes on until the run has ended or waits for a person; attempts end in the order of their steps, or in reverse.</summary>
    public RunScript Runs(bool lastFirst = false)
    {
        for (var turns = 0; ; turns++)
        {
            turns.ShouldBeLessThan(100_000, "the run never ends");
            if (Owed.Turn(State))
                When(new TimersDue());
            else if (Owed.RunDemand(State) is not null)
                Admitted();
            else if (Owed.StepDemands(State).FirstOrDefault() is { } demand)
                Granted(demand.Step.Value);
            else if (!State.Live.IsEmpty)
                Replies((lastFirst ? State.Live.Keys.Last() : State.Live.Keys.First()).Value);
            else if (State.Status == RunStatus.Running && !State.AsksSomebody)
                Wakes();
            else
                return this;
        }
    }

    public RunScript Then(params string[] events)
    {
        Refusal.ShouldBeNull();
        Events.Select(EventText.Of).ShouldBe(events);
        return this;
    }

    public RunScript ThenNothing() => Then();

    public RunScript ThenRefused(string code, string message)
    {
        Events.ShouldBeEmpty();
        Refusal.ShouldBe(new RunError(code, message));
        return this;
    }

    public RunScript ThenLive(params string[] steps)
    {
        State.Live.Keys.Select(step => step.Value).ShouldBe(steps);
        return this;
    }

    public int Attempt(string step) => State.Live.TryGetValue(new(step), out var live) ? live.Attempt : 0;

    public string MessageOf(string step) => State.Steps[new(step)].Message.Preview;

    public StepPhase PhaseOf(string step) => State.Steps[new(step)].Phase;

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private static void IsPure(RunDecision once, RunDecision again)
    {
        again.Events.ShouldBe(once.Events);
        again.Refusal.ShouldBe(once.Refusal);
        StateText.Of(again.State).ShouldBe(StateText.Of(once.State));
    }

    private string Say(StepId id)
    {
        var step = State.Steps[id];
        var agent = State.Current!.Plan.Nodes[step.Node].Name;
        return _sayings.TryGetValue(agent, out var texts) && texts.TryDequeue(out var text) ? text : $"{agent}({step.Message.Preview})";
    }

    private void Append()
    {
        var data = new ArrayBufferWriter<byte>();
        RunEventCodec.Encode(data, Events);
        var append = new RecordedAppend(Seq + 1, Now, System.Text.Encoding.UTF8.GetString(data.WrittenSpan));
        Seq += Events.Count;
        Journal.Add(append);
        if (!_isChecked)
            return;
        _history.Add(Events);
        _folded = append.FoldInto(_folded);
        StateText.Of(_folded).ShouldBe(StateText.Of(State));
    }
}
