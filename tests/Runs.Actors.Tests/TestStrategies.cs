using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests;

/// <summary>Strategies over a fixed cast: two models, a person who is always asked, one who rarely is, two processes, a delay of an hour.</summary>
internal static class TestStrategies
{
    private const string Agents = """
        {"writer":{"model":"mock/writer"},"critic":{"model":"mock/critic"},
         "human":{"type":"user","config":{"ask":"always"}},"maybe":{"type":"user"},
         "once":{"type":"process","config":{"command":"once"}},
         "again":{"type":"process","config":{"command":"again","replay":"safe"}},
         "hour":{"type":"delay","config":{"duration":"1h"}}}
        """;

    /// <summary>Steps one after another: each an agent's name, or JSON.</summary>
    public static TestStrategy Sequence(params string[] steps) => Flow("\"sequential\"", steps);

    /// <summary>A graph of steps, each in JSON.</summary>
    public static TestStrategy Graph(params string[] steps) => Flow("\"graph\"", steps);

    /// <summary>Steps side by side.</summary>
    public static TestStrategy Broadcast(params string[] steps) => Flow("\"broadcast\"", steps);

    /// <summary>A cycle of so many rounds, watched by the critic.</summary>
    public static TestStrategy Cycle(int cycles, params string[] steps) => Flow($"\"cycle\",\"cycles\":{cycles},\"observer\":\"critic\"", steps);

    /// <summary>A flow in a flow, as JSON.</summary>
    public static string Inner(string type, params string[] steps) => $"{{\"name\":\"Inner\",\"type\":\"{type}\",\"steps\":[{Steps(steps)}]}}";

    /// <summary>A scenario in which the models echo.</summary>
    public static ScenarioSetup WithEchoes(this TestStrategy strategy) =>
        Scenario.Given(strategy).WithModel("mock/writer", "<{{input}}>").WithModel("mock/critic", "({{input}})");

    private static TestStrategy Flow(string type, string[] steps) =>
        TestStrategy.Text($"{{\"name\":\"Test\",\"version\":\"1\",\"agents\":{Agents},\"flow\":{{\"name\":\"Main\",\"type\":{type},\"steps\":[{Steps(steps)}]}}}}");

    private static string Steps(string[] steps) =>
        string.Join(',', steps.Select(step => step.StartsWith('{') ? step : $"{{\"agent\":\"{step}\"}}"));
}
