using Runs.Actors.Attempts;
using Runs.Steps.Models;
using Runs.TestKit.Agents;
using Runs.TestKit.Nodes;

namespace Runs.TestKit.Scenarios;

/// <summary>What a scenario begins with.</summary>
public sealed class ScenarioSetup
{
    private readonly TestStrategy _strategy;
    private readonly TestNodeOptions _options;

    internal ScenarioSetup(TestStrategy strategy, TestNodeOptions options)
    {
        _strategy = strategy;
        _options = options;
    }

    /// <summary>Scripts a model.</summary>
    public ScenarioSetup WithModel(ScriptedModel model) => With(options => options with { Models = options.Models.Add(model) });

    /// <summary>Scripts a model that always replies the same; look-ups such as <c>{{input}}</c> are allowed.</summary>
    public ScenarioSetup WithModel(string name, string reply) => WithModel(new ScriptedModel { Name = name, Reply = reply });

    /// <summary>Lets an agent, model or process, always reply the same.</summary>
    public ScenarioSetup WithAgent(string agentName, string reply) => WithAgent(agentName, _ => reply);

    /// <summary>Lets a function do the work of an agent, model or process. What it throws is a failed attempt.</summary>
    public ScenarioSetup WithAgent(string agentName, Func<AttemptRequest, string> reply) =>
        With(options => options with { Agents = options.Agents.Add(new AgentScript(agentName, reply)) });

    /// <summary>Changes the node's options.</summary>
    public ScenarioSetup With(Func<TestNodeOptions, TestNodeOptions> change) => new(_strategy, change(_options));

    /// <summary>Starts a node, prepares a run of the strategy on it, and does the first thing to it.</summary>
    /// <exception cref="InvalidOperationException">The strategy was refused.</exception>
    public Scenario When(Action<TestRun> action) => new Scenario(new TestNode(_options).Prepare(_strategy)).When(action);
}
