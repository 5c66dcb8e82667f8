using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Runs;

/// <summary>Where a test begins: a run that doesn't exist yet, and the strategy that it will be prepared with.</summary>
internal static class Given
{
    private const string Agents = """
        a: { model: test/m }
        b: { model: test/m }
        c: { model: test/m }
        d: { model: test/m }
        never: { model: test/m, modelOptions: { maxRetries: 0 } }
        asks: { model: test/m, tools: [ask_question] }
        brief: { model: test/m, tools: [ask_question], maxSteps: 2 }
        window: { model: test/m, context: { rollingWindow: 2 } }
        compact: { model: test/m, tools: [ask_question], context: { compaction: { threshold: 2, keepRecent: 1 } } }
        user: { type: user }
        always: { type: user, config: { ask: always } }
        preset: { type: user, config: { presetMessage: PRESET } }
        pass: { type: user, config: { requireInput: false } }
        wait: { type: delay, config: { duration: 5s } }
        once: { type: process, config: { command: make } }
        safe: { type: process, config: { command: make, replay: safe } }
        get: { type: http, config: { url: "http://h/{{input}}" } }
        post: { type: http, config: { method: POST, url: "http://h/" } }
        """;

    /// <summary>A flow by the inside of its YAML, with an agent for every purpose: models a to d, people, a delay and processes.</summary>
    public static RunScript Flow(string flow, RunSettings? settings = null)
    {
        var agents = string.Concat(Agents.Split('\n').Select(line => $"  {line}\n"));
        return Strategy($"name: test\nversion: '1'\nagents:\n{agents}flow: {{ name: main, {flow} }}\n", settings);
    }

    /// <summary>A sequence of steps, each by the inside of its YAML or by its agent's name alone.</summary>
    public static RunScript Steps(params string[] steps) => Flow($"type: sequential, steps: [{Inside(steps)}]");

    /// <summary>A broadcast of steps.</summary>
    public static RunScript Broadcast(params string[] steps) => Flow($"type: broadcast, steps: [{Inside(steps)}]");

    /// <summary>A graph of steps, each by the inside of its YAML.</summary>
    public static RunScript Graph(params string[] steps) => Flow($"type: graph, steps: [{Inside(steps)}]");

    /// <summary>A whole strategy in YAML.</summary>
    public static RunScript Strategy(string yaml, RunSettings? settings = null)
    {
        var definition = StrategyReader.Read(yaml, StrategyFormat.Yaml);
        return new(StrategyWriter.ToJson(definition.Value ?? throw new ArgumentException(definition.Error!.Message)), settings ?? new());
    }

    private static string Inside(string[] steps) =>
        string.Join(", ", steps.Select(step => step.Contains(':', StringComparison.Ordinal) ? $"{{ {step} }}" : $"{{ agent: {step} }}"));
}
