using System.Globalization;
using System.Text;
using Runs.Domain.Strategies;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Strategies;

/// <summary>Makes random strategies: nested flows of all kinds over models that ask and forget, processes, people and delays, with retries and replay policies.</summary>
internal sealed class StrategyGenerator(SeededRandom random)
{
    private static readonly string[] Models = ["m0", "m1", "m2"];
    private static readonly string[] Others = ["p0", "p1", "u0", "u1", "d0"];

    private static readonly string[] LookUps = ["{{message}}", "{{input}}", "{{run.id}}"];

    private readonly List<string> _finished = [];
    private int _flows;
    private int _steps;

    public StrategyDefinition Next()
    {
        (_flows, _steps) = (0, 0);
        var json = $$$"""
            {"name":"random","version":"1","agents":{
              "m0":{"model":"sim/a"{{{ModelKeys()}}}},"m1":{"model":"sim/b"{{{ModelKeys()}}}},"m2":{"model":"sim/c"{{{ModelKeys()}}}},
              "p0":{"type":"process","config":{"command":"work","replay":"safe"}},
              "p1":{"type":"process","config":{"command":"work","args":["{{input}}"],"replay":"{{{(random.Chance(0.7) ? "safe" : "never")}}}"}},
              "u0":{"type":"user"},
              "u1":{"type":"user","config":{"ask":"{{{(random.Chance(0.5) ? "always" : "first")}}}"}},
              "d0":{"type":"delay","config":{"duration":"{{{random.Next(1, 90)}}}s"} } },
             "flow":{{{Flow(depth: 0)}}}
            }
            """.Replace("\"ask\":\"first\"", "\"requireInput\":true", StringComparison.Ordinal);
        var read = StrategyReader.Read(json, StrategyFormat.Json);
        return read.IsOk ? read.Value : throw new InvalidOperationException($"{read.Error.Message}\n{json}");
    }

    /// <summary>Tools, a window, summaries, and how often the model may be called.</summary>
    private string ModelKeys()
    {
        var text = new StringBuilder();
        if (random.Chance(0.5))
            text.Append(",\"tools\":[\"ask_question\"]");
        if (random.Chance(0.3))
            text.Append(CultureInfo.InvariantCulture, $",\"maxSteps\":{random.Next(1, 6)}");
        var window = random.Chance(0.3) ? $"\"rollingWindow\":{random.Next(0, 4)}" : "";
        var compaction = random.Chance(0.4)
            ? $"\"compaction\":{{\"threshold\":{random.Next(1, 4)},\"keepRecent\":{random.Next(0, 3)}}}"
            : "";
        if (window.Length + compaction.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $",\"context\":{{{window}{(window.Length > 0 && compaction.Length > 0 ? "," : "")}{compaction}}}");
        return text.ToString();
    }

    private string Flow(int depth)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\"name\":\"f{_flows++}\",");
        var isSequential = false;
        switch (random.Next(3))
        {
            case 0:
                isSequential = true;
                text.Append("\"type\":\"sequential\"");
                break;
            case 1:
                text.Append("\"type\":\"broadcast\"");
                if (random.Chance(0.3))
                    text.Append(CultureInfo.InvariantCulture, $",\"concurrency\":{random.Next(1, 3)}");
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"\"type\":\"cycle\",\"cycles\":{random.Next(1, 3)}");
                if (random.Chance(0.5))
                    text.Append(CultureInfo.InvariantCulture, $",\"observer\":\"{random.Pick(Models)}\"");
                break;
        }

        text.Append(",\"steps\":[");
        _finished.Clear();
        for (var i = random.Next(1, 4); i > 0; i--)
            text.Append(Step(depth, isSequential)).Append(i > 1 ? "," : "");

        _finished.Clear();
        return text.Append("]}").ToString();
    }

    /// <summary>Steps of a sequential flow may look up what those before them said, up to the last flow among them.</summary>
    private string Step(int depth, bool isSequential)
    {
        if (depth < 3 && random.Chance(0.3))
            return Flow(depth + 1);
        var agent = random.Chance(0.6) ? random.Pick(Models) : random.Pick(Others);
        var id = string.Create(CultureInfo.InvariantCulture, $"s{_steps++}");
        var text = new StringBuilder($"{{\"agent\":\"{agent}\",\"id\":\"{id}\"");
        if (random.Chance(0.4))
            text.Append(CultureInfo.InvariantCulture, $",\"task\":\"Do {Template()}\"");
        if (agent[0] is 'm' or 'p')
        {
            if (random.Chance(0.5))
                text.Append(CultureInfo.InvariantCulture, $",\"retry\":{{\"maxAttempts\":{random.Next(2, 5)},\"backoff\":\"{random.Next(1, 20)}s\"}}");
            if (random.Chance(0.3))
                text.Append(CultureInfo.InvariantCulture, $",\"timeout\":\"{random.Next(20, 300)}s\"");
            if (random.Chance(0.25))
                text.Append(",\"onExhausted\":\"pause\"");
        }

        if (isSequential)
            _finished.Add(id);
        return text.Append('}').ToString();
    }

    private string Template() => _finished.Count > 0 && random.Chance(0.6)
        ? $"{{{{steps.{random.Pick(_finished)}.{(random.Chance(0.7) ? "output" : "status")}}}}}"
        : random.Pick(LookUps);
}
