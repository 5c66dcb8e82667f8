using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;

namespace Runs.Domain.Tests.Runs;

/// <summary>Runs whose nodes die under them.</summary>
internal static class Lost
{
    /// <summary>A run that is quarantined, because each of its nodes ended during the same step.</summary>
    public static RunScript Often()
    {
        var run = Given.Steps("a").Started();
        for (var recovery = 0; recovery <= 5; recovery++)
            run.NodeEnds();
        return run;
    }

    /// <summary>The node ends, the next one recovers the run, and finds its attempts lost.</summary>
    public static RunScript NodeEnds(this RunScript run)
    {
        run.Node++;
        run.When(new RecoverRun());
        foreach (var live in Owed.Attempts(run.State).Where(live => live.Node != run.Node).ToList())
            run.IsLost(live.Step.Value);
        return run;
    }
}
