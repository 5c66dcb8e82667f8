using Runs.TestKit.Nodes;

namespace Runs.TestKit.Scenarios;

/// <summary>
/// A test of a strategy that reads like a sentence: given a strategy, when this is done to a run of it, then that is seen.
/// <code>
/// Scenario.Given("approval.yaml")
///     .WithModel("openai/gpt-4o", "Ship it.")
///     .When(run => run.Start("the release"))
///     .Then.Asks("approver")
///     .When(run => run.Answer("approver", "yes"))
///     .Then.Result("yes");
/// </code>
/// A When does something and goes on as soon as that is acknowledged; a Then lets the run go on, and virtual time pass, for as long
/// as it takes.
/// </summary>
public sealed class Scenario
{
    private bool _refusalIsExpected;

    internal Scenario(TestRun run) => Run = run;

    /// <summary>The run that the scenario is about.</summary>
    public TestRun Run { get; }

    /// <summary>What must be seen next.</summary>
    public Expectations Then => new(this);

    /// <summary>What else must be seen.</summary>
    public Expectations And => new(this);

    /// <summary>How many frames were looked at so far.</summary>
    internal int FramesSeen { get; set; }

    /// <summary>Begins a scenario.</summary>
    /// <param name="strategy">A file, the text of a strategy, or its definition; see <see cref="TestStrategy"/>.</param>
    public static ScenarioSetup Given(TestStrategy strategy) => new(strategy, new TestNodeOptions());

    /// <summary>Does something to the run.</summary>
    /// <exception cref="ScenarioException">What was done before was refused, and nothing expected that.</exception>
    public Scenario When(Action<TestRun> action)
    {
        DemandAcceptance();
        _refusalIsExpected = false;
        action(Run);
        return this;
    }

    internal void ExpectRefusal() => _refusalIsExpected = true;

    internal void DemandAcceptance()
    {
        if (Run.Refusal is { } refusal && !_refusalIsExpected)
            throw new ScenarioException($"The command was refused with {refusal.Code}: {refusal.Message}", Run);
    }
}
