using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.SubRuns;

/// <summary>Parents whose agent <c>sub</c> is a run of its own.</summary>
internal static class SubRunStrategies
{
    /// <summary>A strategy of processes, people and sub-runs in a sequence.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="steps">Its steps: an agent's name, or JSON.</param>
    /// <param name="sub">What its agent <c>sub</c> runs, as JSON.</param>
    public static string Json(string name, string[] steps, string? sub = null)
    {
        var agent = sub is null ? "" : $$$""","sub":{"type":"run","config":{"strategy":{{{sub}}}}}""";
        var flow = string.Join(',', steps.Select(step => step.StartsWith('{') ? step : $$"""{"agent":"{{step}}"}"""));
        return $$$"""
            {"name":"{{{name}}}","version":"1",
             "agents":{"work":{"type":"process","config":{"command":"work","replay":"safe"}},
                       "fail":{"type":"process","config":{"command":"fail"}},
                       "human":{"type":"user","config":{"ask":"always"}}{{{agent}}}},
             "flow":{"name":"Main","type":"sequential","steps":[{{{flow}}}]}}
            """;
    }

    /// <summary>A parent of one generation.</summary>
    public static TestStrategy Parent(string[] steps, params string[] inner) => TestStrategy.Text(Json("Parent", steps, Json("Child", inner)));

    /// <summary>Runs in runs, so many generations, the last of which works.</summary>
    public static TestStrategy Generations(int count)
    {
        var strategy = Json("Last", ["work"]);
        for (var i = 1; i < count; i++)
            strategy = Json($"Above {i}", ["sub"], strategy);
        return TestStrategy.Text(strategy);
    }
}
