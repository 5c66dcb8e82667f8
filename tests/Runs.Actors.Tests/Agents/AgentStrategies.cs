using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Agents;

/// <summary>Strategies of one agent, named asker, which may ask people.</summary>
internal static class AgentStrategies
{
    /// <summary>So many steps of the agent, with these keys beside its model.</summary>
    public static TestStrategy Asker(int steps = 1, string keys = "") => Agent($"tools: [ask_question]{(keys.Length > 0 ? ", " : "")}{keys}", steps);

    /// <summary>The same agent without its tools.</summary>
    public static TestStrategy Mute() => Agent("description: mute", steps: 1);

    /// <summary>A call of ask_question, as scripts write it.</summary>
    public static string Asks(string question) => $$"""ask_question {"question":"{{question}}"}""";

    private static TestStrategy Agent(string keys, int steps) => $$"""
        name: Test
        version: '1'
        agents: { asker: { model: mock/asker, {{keys}} } }
        flow: { name: Main, type: sequential, steps: [{{string.Join(", ", Enumerable.Repeat("{ agent: asker }", steps))}}] }
        """;
}
