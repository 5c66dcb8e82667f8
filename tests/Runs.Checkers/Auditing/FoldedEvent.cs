using Runs.Domain.Runs.Events;

namespace Runs.Checkers.Auditing;

/// <summary>An event and where it stands.</summary>
/// <param name="Seq">Its number in its run.</param>
/// <param name="Commit">The place of its append in the order of all commits.</param>
/// <param name="Raised">The event.</param>
internal readonly record struct FoldedEvent(long Seq, int Commit, RunEvent Raised);
