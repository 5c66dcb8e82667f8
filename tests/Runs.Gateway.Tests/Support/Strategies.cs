namespace Runs.Gateway.Tests.Support;

/// <summary>Strategies that several tests need.</summary>
internal static class Strategies
{
    public static string Echo(this GatewayWorld world) => world.Single("mock/echo");

    /// <summary>One agent named a with this model.</summary>
    public static string Single(this GatewayWorld world, string model) => world.Strategy($"{model.Replace('/', '-')}.yaml", $$"""
        name: Single
        version: "1"
        agents: { a: { model: {{model}} } }
        flow: { name: Main, type: sequential, steps: [{ agent: a }] }
        """);

    /// <summary>A person named boss is asked, then an echo of what they said.</summary>
    public static string Ask(this GatewayWorld world) => world.Strategy("ask.yaml", """
        name: Ask
        version: "1"
        agents:
          boss: { type: user, config: { requireInput: true } }
          echo: { model: mock/echo }
        flow: { name: Main, type: sequential, steps: [{ agent: boss }, { agent: echo }] }
        """);

    /// <summary>A model named a asks a person, and calls a tool that isn't there.</summary>
    public static string Asks(this GatewayWorld world) => world.Strategy("asks.yaml", """
        name: Asks
        version: "1"
        agents: { a: { model: mock/asks, tools: [ask_question] } }
        flow: { name: Main, type: sequential, steps: [{ agent: a }] }
        """);

    /// <summary>An agent whose third step begins with a summary.</summary>
    public static string Compacts(this GatewayWorld world) => world.Strategy("compacts.yaml", """
        name: Compacts
        version: "1"
        agents: { a: { model: mock/echo, context: { compaction: { threshold: 1, keepRecent: 0 } } } }
        flow: { name: Main, type: sequential, steps: [{ agent: a }, { agent: a }, { agent: a }] }
        """);

    /// <summary>An echo inside a flow inside the root.</summary>
    public static string Nested(this GatewayWorld world) => world.Strategy("nested.yaml", """
        name: Nested
        version: "1"
        agents: { a: { model: mock/echo } }
        flow: { name: Main, type: sequential, steps: [{ name: Inner, type: sequential, steps: [{ agent: a }] }] }
        """);
}
