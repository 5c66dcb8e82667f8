using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;
using Runs.Cluster.Tests.Workload;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Events;

namespace Runs.Cluster.Tests.Checks;

/// <summary>What processes did outside, by the lines that they have left: each once, and again only if an attempt was lost that may have done it.</summary>
internal static class EffectsEye
{
    /// <summary>Looks at all runs, those that runs have opened too.</summary>
    /// <param name="workload">What was to be done.</param>
    /// <param name="file">The journal.</param>
    /// <param name="effects">The file of effects.</param>
    /// <returns>How many effects came twice, each with a lost attempt.</returns>
    public static int Demand(ClusterWorkload workload, CaseFile file, string effects)
    {
        var lines = File.ReadLines(effects).GroupBy(line => line).ToDictionary(same => same.Key, same => same.Count());
        foreach (var told in workload.Told)
            told.Story.Effects.ShouldAllBe(agent => lines.ContainsKey($"{told.Run} {agent}"));
        var audits = file.Runs.ToDictionary(run => run.Run.Value);
        var twice = 0;
        foreach (var (line, done) in lines)
        {
            var lost = line.Split(' ') is [var run, var agent] ? Lost(audits[run], agent) : 0;
            done.ShouldBeLessThanOrEqualTo(1 + lost, $"{line} was done {done} times, and {lost} attempts of it were lost");
            twice += done - 1;
        }

        return twice;
    }

    /// <summary>How many attempts of an agent's step were given up without anybody knowing what they had done.</summary>
    private static int Lost(RunAudit run, string agent) => run.Events.Count(stored =>
        stored.Raised is AttemptFailed { Error.Code: RunErrors.AttemptLost } lost
        && run.StateAt(stored.Seq - 1) is { Current: { } current } before
        && current.Plan.Nodes[before.Steps[lost.Step].Node].AgentIndex is >= 0 and var index
        && current.Plan.Agents[index].Name == agent);
}
