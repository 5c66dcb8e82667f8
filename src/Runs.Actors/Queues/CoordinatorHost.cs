using Runs.Domain.Admissions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Runtime.Journal;
using Runs.Runtime.Messaging;

namespace Runs.Actors.Queues;

/// <summary>What coordinators work with.</summary>
/// <param name="Rules">The bounds.</param>
/// <param name="Journal">Who waits and who holds what.</param>
/// <param name="Send">Sends a command to a run, wherever it lives, and waits for the answer.</param>
/// <param name="IsDraining">Whether nothing may be begun any more.</param>
/// <param name="WakesRuns">
/// Whether runs that the journal alone knows of are proposed slots. A process that executes only what it is asked for leaves the others in line,
/// and goes past them.
/// </param>
internal sealed record CoordinatorHost(
    AdmissionRules Rules, IJournalReader Journal, Func<RunId, RunCommand, ValueTask<Reply>> Send, Func<bool> IsDraining, bool WakesRuns)
{
    /// <summary>What is heard between two reads is believed; so long apart they are, at most.</summary>
    public static TimeSpan ReadEvery { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait after a read that failed, and after a grant that couldn't be delivered.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a place is kept for a run that was told that it may wait.</summary>
    public static TimeSpan PlaceKept { get; } = TimeSpan.FromSeconds(10);

    /// <summary>So many proposals are under way at a time, at most.</summary>
    public const int MaxUnderWay = 256;

    /// <summary>So many waiting runs are read at a time.</summary>
    public const int Page = 1000;
}
