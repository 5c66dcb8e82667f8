using System.Globalization;
using System.Text;
using Runs.Domain.Strategies;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Strategies;

/// <summary>
/// Makes random strategies: nested flows of all kinds over models that ask and forget, processes, people and delays, with retries and replay
/// policies; graphs with needs of both kinds, conditions and lists; runs that may take so long at most; sub-runs.
/// </summary>
internal sealed class StrategyGenerator(SeededRandom random, SimulatedLimits limits)
{
    private static readonly string[] Models = ["m0", "m1", "m2"];
    private static readonly string[] Others = ["p0", "p1", "u0", "u1", "d0", "r0", "r1"];

    private static readonly string[] ChildFlows = ["sequential", "broadcast", "graph"];
    private static readonly string[] ChildAgents = ["m", "p", "d"];

    private static readonly string[] Operators = ["==", "!=", "contains"];
    private static readonly string[] Words = ["succeeded", "failed", "blocked", "e"];

    private static readonly string[] LookUps = ["{{message}}", "{{input}}", "{{run.id}}"];

    private readonly List<string> _finished = [];
    private int _flows;
    private int _steps;

    public StrategyDefinition Next()
    {
        (_flows, _steps) = (0, 0);
        var json = $$$"""
            {"name":"random","version":"1",{{{limits.OfStrategy()}}}"agents":{
              "m0":{"model":"sim/a"{{{ModelKeys()}}}{{{limits.OfStep()}}}},"m1":{"model":"sim/b"{{{ModelKeys()}}}},"m2":{"model":"sim/c"{{{ModelKeys()}}}},
              "p0":{"type":"process"{{{limits.OfStep()}}},"config":{"command":"work","replay":"safe"}},
              "p1":{"type":"process","config":{"command":"work","args":["{{input}}"],"replay":"{{{(random.Chance(0.7) ? "safe" : "never")}}}"}},
              "u0":{"type":"user"},
              "u1":{"type":"user","config":{"ask":"{{{(random.Chance(0.5) ? "always" : "first")}}}"}},
              "d0":{"type":"delay","config":{"duration":"{{{random.Next(1, 90)}}}s"} },
              "r0":{"type":"run","config":{"strategy":{{{Child()}}}} },
              "r1":{"type":"run","config":{"strategy":{{{Child()}}}} } },
             "flow":{{{Flow(depth: 0, random.Chance(0.2) ? $",\"maxDuration\":\"{random.Next(30, 900)}s\"" : "")}}}
            }
            """.Replace("\"ask\":\"first\"", "\"requireInput\":true", StringComparison.Ordinal);
        var read = StrategyReader.Read(json, StrategyFormat.Json);
        return read.IsOk ? read.Value : throw new InvalidOperationException($"{read.Error.Message}\n{json}");
    }

    /// <summary>What a sub-run does: nothing that a person must see to.</summary>
    private string Child()
    {
        var duration = random.Chance(0.2) ? $",\"maxDuration\":\"{random.Next(10, 200)}s\"" : "";
        return $$$"""
            {"name":"child","version":"1","agents":{"m":{"model":"sim/a"},"p":{"type":"process","config":{"command":"work","replay":"safe"}},"d":{"type":"delay","config":{"duration":"{{{random.Next(1, 60)}}}s"} } },
             "flow":{"name":"inner"{{{duration}}},"type":"{{{random.Pick(ChildFlows)}}}","steps":[{"agent":"m","id":"c0"},{"agent":"{{{random.Pick(ChildAgents)}}}","id":"c1"}]}}
            """;
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

    private string Flow(int depth, string keys = "")
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\"name\":\"f{_flows++}\"{keys},");
        var isSequential = false;
        switch (random.Next(5))
        {
            case > 2:
                return text.Append(Graph(depth)).Append('}').ToString();
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

    /// <summary>Steps that depend on each other by the order of a shuffle, which is not the order of the file.</summary>
    private string Graph(int depth)
    {
        var ids = Enumerable.Range(0, random.Next(1, 7)).Select(_ => NextId()).ToArray();
        var ranks = ids.Select(_ => random.NextBits()).ToArray();
        var text = new StringBuilder("\"type\":\"graph\"");
        if (random.Chance(0.4))
            text.Append(CultureInfo.InvariantCulture, $",\"concurrency\":{random.Next(1, 3)}");
        if (random.Chance(0.2))
            text.Append(",\"objective\":\"To see {{input}} through\"");
        text.Append(",\"steps\":[");
        for (var i = 0; i < ids.Length; i++)
        {
            var upstream = Enumerable.Range(0, ids.Length).Where(other => ranks[other] < ranks[i] && random.Chance(0.4)).ToList();
            var needed = upstream.Where(_ => random.Chance(0.65)).ToHashSet();
            _finished.Clear();
            _finished.AddRange(upstream.Where(other => other < i).Select(other => ids[other]));
            var keys = Links("needs", upstream.Where(needed.Contains), ids) + Links("after", upstream.Where(other => !needed.Contains(other)), ids);
            text.Append(i > 0 ? "," : "").Append(Step(depth, ids[i], keys + Wishes()));
        }

        _finished.Clear();
        return text.Append(']').ToString();
    }

    private static string Links(string key, IEnumerable<int> upstream, string[] ids)
    {
        var named = string.Join(',', upstream.Select(other => $"\"{ids[other]}\""));
        return named.Length == 0 ? "" : $",\"{key}\":[{named}]";
    }

    /// <summary>A condition or a list, now and then.</summary>
    private string Wishes()
    {
        var text = new StringBuilder();
        if (random.Chance(0.2))
        {
            var left = _finished.Count > 0 ? $"{{{{steps.{random.Pick(_finished)}.status}}}}" : "{{input}}";
            text.Append(CultureInfo.InvariantCulture, $",\"when\":\"{left} {random.Pick(Operators)} {random.Pick(Words)}\"");
        }

        if (!random.Chance(0.2))
            return text.ToString();
        var items = random.NextUnit() switch
        {
            < 0.5 when _finished.Count > 0 => $"{{{{steps.{random.Pick(_finished)}.output.lines}}}}",
            < 0.6 => "{{input}}",
            < 0.7 => "[]",
            _ => "[\\\"a\\\",{\\\"b\\\":1},3]",
        };
        return text.Append(random.Chance(0.5) ? $",\"forEach\":\"{items}\"" : $",\"forEach\":{{\"items\":\"{items}\",\"concurrency\":{random.Next(1, 2)}}}").ToString();
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"s{_steps++}");

    /// <summary>Steps of a sequential flow may look up what those before them said, up to the last flow among them.</summary>
    private string Step(int depth, bool isSequential)
    {
        var id = NextId();
        var isFlow = depth < 3 && random.Chance(0.3);
        if (isFlow)
            return Flow(depth + 1);
        var wishes = random.Chance(0.3) ? Wishes() : "";
        var step = AgentStep(id, wishes, goesOnWithoutIt: wishes.Contains("forEach", StringComparison.Ordinal));
        if (isSequential)
            _finished.Add(id);
        return step;
    }

    /// <summary>A step of a graph: an agent, or a flow with the same keys.</summary>
    private string Step(int depth, string id, string keys) =>
        depth < 2 && random.Chance(0.25) ? Flow(depth + 1, $",\"id\":\"{id}\"{keys}") : AgentStep(id, keys, goesOnWithoutIt: true);

    private string AgentStep(string id, string keys, bool goesOnWithoutIt)
    {
        var agent = random.Chance(0.6) ? random.Pick(Models) : random.Pick(Others);
        var text = new StringBuilder($"{{\"agent\":\"{agent}\",\"id\":\"{id}\"{keys}");
        if (random.Chance(0.4))
            text.Append(CultureInfo.InvariantCulture, $",\"task\":\"Do {Template()}\"");
        if (agent[0] is 'm' or 'p')
            text.Append(limits.OfStep());
        if (agent[0] is 'm' or 'p' or 'r')
        {
            if (random.Chance(0.5))
                text.Append(CultureInfo.InvariantCulture, $",\"retry\":{{\"maxAttempts\":{random.Next(2, 5)},\"backoff\":\"{random.Next(1, 20)}s\"}}");
            if (random.Chance(0.3))
                text.Append(CultureInfo.InvariantCulture, $",\"timeout\":\"{random.Next(20, 300)}s\"");
            if (random.Chance(0.25))
                text.Append(",\"onExhausted\":\"pause\"");
            if (goesOnWithoutIt && random.Chance(0.3))
                text.Append(",\"onTimeout\":\"fail-step\"");
        }

        return text.Append('}').ToString();
    }

    private string Template() => _finished.Count > 0 && random.Chance(0.6)
        ? $"{{{{steps.{random.Pick(_finished)}.{(random.Chance(0.7) ? "output" : "status")}}}}}"
        : random.Pick(LookUps);
}
