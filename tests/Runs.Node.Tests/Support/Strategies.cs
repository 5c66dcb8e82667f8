namespace Runs.Node.Tests.Support;

/// <summary>Strategies that several tests need.</summary>
internal static class Strategies
{
    public const string Echo = """
        name: Echo
        version: "1"
        agents: { echo: { model: mock/echo } }
        flow: { name: Main, type: sequential, steps: [{ agent: echo }] }
        """;

    /// <summary>A person's step, then an echo of what they said.</summary>
    public const string Ask = """
        name: Ask
        version: "1"
        agents:
          boss: { type: user, config: { ask: always } }
          echo: { model: mock/echo }
        flow: { name: Main, type: sequential, steps: [{ agent: boss }, { agent: echo }] }
        """;

    /// <summary>A model that asks whoever is there.</summary>
    public const string Asks = """
        name: Asks
        version: "1"
        agents: { clerk: { model: mock/clerk, tools: [ask_question] } }
        flow: { name: Main, type: sequential, steps: [{ agent: clerk }] }
        """;

    /// <summary>The script of that model. It asks for the colour, and then says what it was told.</summary>
    public const string Clerk = """runs.models.scripted { "mock/clerk" { calls = ["ask_question {\"question\": \"Which colour?\"}"], reply = "{{toolResult}}" } }""";

    /// <summary>Marks that it began, waits at the gate unless there is a file named open, and marks that it ended; then another step.</summary>
    public const string Gated = $$"""
        name: Gated
        version: "1"
        agents:
          first: { type: process, config: { command: sh, args: [-c, 'echo first >> markers; echo one'], replay: safe } }
          gated:
            type: process
            config:
              command: sh
              args: [-c, 'echo gated >> markers; [ -e pid ] && case $(cut -d" " -f3 /proc/$(cat pid)/stat 2>&1) in [A-Y]) ;; *) echo dead >> markers; esac; [ -e open ] || { {{Gate.Script}}; }; cat; echo " two"']
              replay: safe
          last: { type: process, config: { command: sh, args: [-c, 'echo last >> markers; cat; echo " three"'], replay: safe } }
        flow: { name: Main, type: sequential, steps: [{ agent: first }, { agent: gated }, { agent: last }] }
        """;

    /// <summary>One process that waits at the gate.</summary>
    public static string Gate1(string replay) => $$"""
        name: Gate
        version: "1"
        agents: { gated: { type: process, config: { command: sh, args: [-c, '{{Gate.Script}}'], replay: {{replay}} } } }
        flow: { name: Main, type: sequential, steps: [{ agent: gated }] }
        """;

    /// <summary>One process that says one, waits at the gate and says two.</summary>
    public const string Streamed = $$"""
        name: Streamed
        version: "1"
        agents: { gated: { type: process, config: { command: sh, args: [-c, 'printf "one "; {{Gate.Script}}; echo two'], replay: safe } } }
        flow: { name: Main, type: sequential, steps: [{ agent: gated }] }
        """;

    /// <summary>One process that waits at the gate and doesn't heed SIGTERM.</summary>
    public const string Stubborn = $$"""
        name: Stubborn
        version: "1"
        agents: { gated: { type: process, config: { command: sh, args: [-c, "trap '' TERM; {{Gate.Script}}"], replay: safe } } }
        flow: { name: Main, type: sequential, steps: [{ agent: gated }] }
        """;
}
