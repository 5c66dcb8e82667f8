using Runs.Runtime.Journal;

namespace Runs.Actors.Queues.Messages;

/// <summary>Who waits, as the journal said; the coordinator tells itself.</summary>
/// <param name="Waiting">All of them; <see langword="null"/> when the journal couldn't be read.</param>
internal sealed record WaitersRead(IReadOnlyList<QueuedStream>? Waiting);
