using Runs.Domain.Identity;

namespace Runs.Checkers.Evidence;

/// <summary>What one viewer of a run was shown, from its first event on, over all connections.</summary>
/// <param name="Run">The run.</param>
/// <param name="Events">What came, as it came.</param>
/// <param name="IsComplete">Whether it watched until nothing more could come.</param>
internal sealed record SeenViewer(RunId Run, IReadOnlyList<SeenEvent> Events, bool IsComplete);
