using Runs.Domain.Identity;
using Runs.Runtime;

namespace Runs.Actors.SubRuns;

/// <summary>Hears what goes wrong between runs and their sub-runs, for logs. Must not throw or block.</summary>
public interface ISubRunListener
{
    /// <summary>Word about a sub-run was not heard; it is said again.</summary>
    void NotHeard(RunId subRun, Refusal refusal);

    /// <summary>A listener that ignores everything.</summary>
    static ISubRunListener None { get; } = new Silent();

    private sealed class Silent : ISubRunListener
    {
        public void NotHeard(RunId subRun, Refusal refusal)
        {
        }
    }
}
