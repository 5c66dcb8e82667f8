using Runs.Domain.Strategies;

namespace Runs.Benchmarks.Workloads;

/// <summary>The strategies of the workloads.</summary>
internal static class BenchStrategies
{
    /// <summary>So many model steps one after another, each of an agent of its own.</summary>
    public static StrategyDefinition Chain(int steps)
    {
        var agents = string.Join(",", Enumerable.Range(0, steps).Select(i => $"\"a{i}\":{{\"model\":\"mock/instant\"}}"));
        var flow = string.Join(",", Enumerable.Range(0, steps).Select(i => $"{{\"agent\":\"a{i}\"}}"));
        return Read($"{{\"name\":\"chain\",\"version\":\"1\",\"agents\":{{{agents}}},\"flow\":{{\"name\":\"chain\",\"type\":\"sequential\",\"steps\":[{flow}]}}}}");
    }

    /// <summary>A step, so many that need it, and one that needs all of those.</summary>
    public static StrategyDefinition Diamond(string agent, int width)
    {
        var middle = string.Join(",", Enumerable.Range(0, width).Select(i => $"{{\"id\":\"m{i}\",\"agent\":\"a\",\"needs\":[\"top\"]}}"));
        var needs = string.Join(",", Enumerable.Range(0, width).Select(i => $"\"m{i}\""));
        return Graph(agent, 64, $"{{\"id\":\"top\",\"agent\":\"a\"}},{middle},{{\"id\":\"bottom\",\"agent\":\"a\",\"needs\":[{needs}]}}");
    }

    /// <summary>So many steps that have nothing to do with each other.</summary>
    public static StrategyDefinition Wide(string agent, int steps, int concurrency) =>
        Graph(agent, concurrency, string.Join(",", Enumerable.Range(0, steps).Select(i => $"{{\"id\":\"s{i}\",\"agent\":\"a\"}}")));

    /// <summary>A person is asked at once.</summary>
    public static StrategyDefinition Parked() =>
        Read("""{"name":"parked","version":"1","agents":{"human":{"type":"user"},"bot":{"model":"mock/instant"}},"flow":{"name":"parked","type":"sequential","steps":[{"agent":"human"},{"agent":"bot"}]}}""");

    /// <summary>The file of one agent, for a server.</summary>
    public static string OneAgent(string model) =>
        $$$"""{"name":"one","version":"1","agents":{"bot":{"model":"{{{model}}}"}},"flow":{"name":"one","type":"sequential","steps":[{"agent":"bot"}]}}""";

    /// <summary>The configuration of a model that replies with 300 bytes at once.</summary>
    public static string InstantModel => $$"""runs.models.scripted { "bench/instant" { reply = "{{new string('x', 300)}}" } }""";

    private static StrategyDefinition Graph(string agent, int concurrency, string steps)
    {
        var definition = agent == "model" ? "\"model\":\"mock/instant\"" : "\"type\":\"process\",\"config\":{\"command\":\"true\"}";
        return Read($"{{\"name\":\"graph\",\"version\":\"1\",\"agents\":{{\"a\":{{{definition}}}}},\"flow\":{{\"name\":\"graph\",\"type\":\"graph\",\"concurrency\":{concurrency},\"steps\":[{steps}]}}}}");
    }

    private static StrategyDefinition Read(string json) => StrategyReader.Read(json, StrategyFormat.Json) is { IsOk: true } result
        ? result.Value
        : throw new InvalidOperationException("A benchmark's strategy doesn't read.");
}
