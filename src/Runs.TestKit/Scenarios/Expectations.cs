using Runs.Actors.Frames;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;

namespace Runs.TestKit.Scenarios;

/// <summary>
/// What must be seen of a scenario's run. Each lets the run go on until it is seen, or until the run does so by itself no more.
/// </summary>
public sealed class Expectations
{
    private readonly Scenario _scenario;
    private readonly TestRun _run;

    internal Expectations(Scenario scenario)
    {
        _scenario = scenario;
        _run = scenario.Run;
    }

    /// <summary>
    /// The next frames are these, in this order, live ones left out. A line may end early: <c>step_started writer</c> stands for
    /// <c>step_started writer: hello</c>. See <see cref="FrameLine"/>.
    /// </summary>
    public Scenario Frames(params IReadOnlyList<string> expected)
    {
        GoOn(() => Unseen().Count() >= expected.Count);
        var seen = Unseen().Take(expected.Count).Select(FrameLine.Of).ToList();
        for (var i = 0; i < expected.Count; i++)
        {
            if (i >= seen.Count)
                throw Unmet($"Expected one more frame, \"{expected[i]}\", and none came.");
            if (!FrameLine.Matches(seen[i], expected[i]))
                throw Unmet($"Expected the frame \"{expected[i]}\", and it was \"{seen[i]}\".");
        }

        _scenario.FramesSeen += expected.Count;
        return _scenario;
    }

    /// <summary>The run completes with exactly this text.</summary>
    public Scenario Result(string expected)
    {
        End(RunStatus.Completed);
        return _run.Result == expected ? _scenario : throw Unmet($"Expected the result \"{expected}\", and it was \"{_run.Result}\".");
    }

    /// <summary>The run fails, with this in the message of its error.</summary>
    public Scenario Fails(string part)
    {
        End(RunStatus.Failed);
        var message = _run.State.End!.Error!.Message;
        return message.Contains(part, StringComparison.Ordinal)
            ? _scenario
            : throw Unmet($"Expected an error with \"{part}\" in it, and it was \"{message}\".");
    }

    /// <summary>The run ends because it was stopped.</summary>
    public Scenario Stops()
    {
        End(RunStatus.Cancelled);
        return _scenario;
    }

    /// <summary>The run asks a person for the input of this agent, or this agent's model asks a question.</summary>
    public Scenario Asks(string agentName)
    {
        GoOn(() => IsAsked(agentName));
        return IsAsked(agentName) ? _scenario : throw Unmet($"Expected to be asked for {agentName}, and was asked for {Asked()}.");
    }

    /// <summary>The run waits, for a person or for a time, and has nothing else to do.</summary>
    public Scenario Waits()
    {
        GoOn(() => _run.IsParked);
        return _run.IsParked ? _scenario : throw Unmet("Expected the run to wait.");
    }

    /// <summary>
    /// The agents' steps are these, in the order of the strategy, each by its id or its agent's name and what it is by now:
    /// <c>draft succeeded</c>. Also <c>ready</c>, <c>running</c>, <c>waiting</c>, <c>backing-off</c>, <c>failed</c>, <c>cancelled</c>.
    /// Steps that the run has not come to are left out, and of a cycle only its latest round counts.
    /// </summary>
    public Scenario Steps(params IReadOnlyList<string> expected)
    {
        GoOn(() => StepLines().SequenceEqual(expected));
        return StepLines().SequenceEqual(expected)
            ? _scenario
            : throw Unmet($"Expected the steps [{string.Join(", ", expected)}], and they were [{string.Join(", ", StepLines())}].");
    }

    /// <summary>The command was refused, with this code.</summary>
    public Scenario Refused(string code)
    {
        _scenario.ExpectRefusal();
        return _run.Refusal?.Code == code
            ? _scenario
            : throw Unmet($"Expected the command to be refused with {code}, and it was {_run.Refusal?.Code ?? "accepted"}.");
    }

    /// <summary>Whatever else must hold for the run, by assertions of the test's own.</summary>
    public Scenario That(Action<TestRun> assert)
    {
        _scenario.DemandAcceptance();
        assert(_run);
        return _scenario;
    }

    private void GoOn(Func<bool> isMet)
    {
        _scenario.DemandAcceptance();
        _run.Until(run => run.IsSettled || (run.IsUpToDate && isMet()), "what is expected, or the end of the run");
    }

    private void End(RunStatus expected)
    {
        GoOn(() => _run.HasEnded);
        if (!_run.HasEnded || _run.State.Status != expected)
            throw Unmet($"Expected the run to end as {expected.ToWord()}, and it is {_run.State.Status.ToWord()}.");
    }

    private IEnumerable<RunFrame> Unseen() => _run.Frames.Where(frame => frame is not AgentStreaming).Skip(_scenario.FramesSeen);

    private bool IsAsked(string agentName) => Asking().Contains(agentName);

    private string Asked() => _run.State.AsksSomebody ? string.Join(", ", Asking()) : "nothing";

    private IEnumerable<string> Asking() => _run.State.Inputs.Keys.Concat(_run.State.Questions.Values.Select(question => question.AgentName));

    private IEnumerable<string> StepLines() =>
        from step in _run.State.Steps.Values
        where step.Flow is null && _run.State.Current!.Plan.Nodes[step.Node].AgentIndex >= 0
        orderby step.Node
        select $"{StepNames.Of(_run.State, step.Id)} {step.Phase.ToWord()}";

    private ScenarioException Unmet(string problem) => new(problem, _run);
}
