using Runs.Checkers.Auditing;
using Runs.Domain.Identity;

namespace Runs.Checkers.Evidence;

/// <summary>All that checkers may look at.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Testimony">What everybody around it saw.</param>
internal sealed class CaseFile(JournalRecord journal, Testimony testimony)
{
    private readonly Lazy<IReadOnlyList<RunAudit>> _runs = new(() => RunAudit.All(journal));

    /// <summary>The journal.</summary>
    public JournalRecord Journal => journal;

    /// <summary>What everybody around it saw.</summary>
    public Testimony Testimony => testimony;

    /// <summary>Whether the faults are over and everybody had all the time that was needed.</summary>
    public bool IsOver { get; init; }

    /// <summary>How many may hold a limit at a time; <see langword="null"/> if nobody knows.</summary>
    public Func<string, int?> Capacity { get; init; } = _ => null;

    /// <summary>
    /// How long a waiter may be overlooked: the lease of a node that died, its successor's claim, and the coordinator's next look. Among nodes
    /// that are cut off from each other it is as long as that lasts.
    /// </summary>
    public TimeSpan Overlooked { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The journals of runs, folded event by event.</summary>
    public IReadOnlyList<RunAudit> Runs => _runs.Value;

    /// <summary>Whether a run was erased, perhaps to be made anew.</summary>
    public bool IsErased(RunId run) => IsErased(run.Value);

    /// <summary>Whether a run was erased, perhaps to be made anew.</summary>
    public bool IsErased(string run) => Runs.Any(audit => audit.IsErased && audit.Run.Value == run);
}
