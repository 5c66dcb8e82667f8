namespace Runs.Conformance.Tests.Support;

/// <summary>The models that the server has, and strategies that several tests need.</summary>
internal static class TestStrategies
{
    public const string Models = """
        runs.models.scripted {
          "mock/echo" { reply = "<{{input}}>", usage { prompt = 2, completion = 3 } }
          "mock/ten" { deltas = [a, b], repeat = 5 }
          "mock/brief" { deltas = ["one ", "two ", "three ", "four"], delay = 15ms }
          "mock/partly" { deltas = [a, b, c], error = boom, failAfter = 2 }
          "mock/stop" { reply = "we stop here" }
          "mock/go-on" { reply = "more" }
          "mock/tale" { thinking = hm, deltas = ["Once ", "upon ", "a ", "time ", "a 🎈 ", "rose ", "and ", "rose. "], repeat = 2, delay = 20ms }
          "mock/large" { deltas = ["0123456789abcdef"], repeat = 4096 }
          "mock/asks" { calls = ["read_mind now\nask_question {\"question\":\"Which?\"}"], reply = "so be it: {{toolResult}}" }
          "mock/stuck" { thinking = begun, reply = never, delay = 1h }
        }
        """;

    public static IReadOnlyDictionary<string, string> Named { get; } = new Dictionary<string, string>
    {
        ["echo"] = One("mock/echo"),
        ["ten"] = One("mock/ten"),
        ["think"] = One("mock/think"),
        ["fail"] = One("mock/fail"),
        ["partly"] = One("mock/partly"),
        ["stuck"] = One("mock/stuck"),
        ["unknown-model"] = One("mock/nowhere"),
        ["tale"] = One("mock/tale"),
        ["large"] = One("mock/large"),
        ["asks"] = """
            name: Asks
            version: "1"
            agents: { a: { model: mock/asks, tools: [ask_question] } }
            flow: { name: Main, type: sequential, steps: [{ agent: a }] }
            """,
        ["talks"] = """
            name: Talks
            version: "1"
            agents: { a: { model: mock/echo }, boss: { type: user, config: { ask: always } } }
            flow: { name: Main, type: sequential, steps: [{ agent: a }, { agent: boss }] }
            """,
        ["forgets"] = """
            name: Forgets
            version: "1"
            agents: { a: { model: mock/echo, context: { compaction: { threshold: 1, keepRecent: 0 } } } }
            flow: { name: Main, type: sequential, steps: [{ agent: a }, { agent: a }, { agent: a }] }
            """,
        ["tales"] = """
            name: Tales
            version: "1"
            agents: { a: { model: mock/tale }, b: { model: mock/brief } }
            flow: { name: Main, type: sequential, steps: [{ name: Both, type: broadcast, steps: [{ agent: a }, { agent: b }] }, { agent: b }] }
            """,
        ["ask"] = """
            name: Ask
            version: "1"
            agents:
              boss: { type: user }
              echo: { model: mock/echo }
            flow: { name: Main, type: sequential, steps: [{ agent: boss }, { agent: echo }] }
            """,
        ["person"] = """
            name: Person
            version: "1"
            agents: { boss: { type: user } }
            flow: { name: Main, type: sequential, steps: [{ agent: boss }] }
            """,
        ["preset"] = """
            name: Preset
            version: "1"
            agents: { boss: { type: user, config: { presetMessage: as always } } }
            flow: { name: Main, type: sequential, steps: [{ agent: boss }] }
            """,
        ["preset-unasked"] = """
            name: Preset unasked
            version: "1"
            agents: { boss: { type: user, config: { requireInput: false, presetMessage: as always } } }
            flow: { name: Main, type: sequential, steps: [{ agent: boss }] }
            """,
        ["unasked"] = """
            name: Unasked
            version: "1"
            agents: { boss: { type: user, config: { requireInput: false } } }
            flow: { name: Main, type: sequential, steps: [{ agent: boss }] }
            """,
        ["two"] = """
            name: Two
            version: "1"
            agents: { a: { model: mock/echo }, b: { model: mock/echo } }
            flow: { name: Main, description: Both, type: sequential, steps: [{ agent: a }, { agent: b, description: again }] }
            """,
        ["nested"] = """
            name: Nested
            version: "1"
            agents: { a: { model: mock/echo }, b: { model: mock/echo } }
            flow: { name: Main, type: sequential, steps: [{ name: Inner, type: sequential, steps: [{ agent: a }, { agent: b }] }] }
            """,
        ["nested-failure"] = """
            name: Nested failure
            version: "1"
            agents: { a: { model: mock/fail } }
            flow: { name: Main, type: sequential, steps: [{ name: Inner, type: sequential, steps: [{ agent: a }] }] }
            """,
        ["broadcast"] = """
            name: Broadcast
            version: "1"
            agents: { a: { model: mock/brief }, b: { model: mock/echo }, c: { model: mock/stop } }
            flow: { name: Main, type: broadcast, separator: " | ", steps: [{ agent: a }, { agent: b }, { agent: c }] }
            """,
        ["observed"] = """
            name: Observed
            version: "1"
            agents: { a: { model: mock/echo }, judge: { model: mock/stop } }
            flow: { name: Main, type: cycle, cycles: 3, observer: judge, steps: [{ agent: a }] }
            """,
        ["observed-to-the-end"] = """
            name: Observed to the end
            version: "1"
            agents: { a: { model: mock/echo }, judge: { model: mock/go-on } }
            flow: { name: Main, type: cycle, cycles: 2, observer: judge, steps: [{ agent: a }] }
            """,
        ["observer-stuck"] = """
            name: Observer stuck
            version: "1"
            agents: { a: { model: mock/echo }, judge: { model: mock/stuck } }
            flow: { name: Main, type: cycle, cycles: 3, observer: judge, steps: [{ agent: a }] }
            """,
        ["asked-twice"] = """
            name: Asked twice
            version: "1"
            agents: { boss: { type: user, config: { ask: always } } }
            flow: { name: Main, type: cycle, cycles: 2, steps: [{ agent: boss }] }
            """,
    };

    private static string One(string model) => $$"""
        name: One
        version: "1"
        agents: { a: { model: {{model}} } }
        flow: { name: Main, type: sequential, steps: [{ agent: a }] }
        """;
}
