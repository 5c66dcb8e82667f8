using Runs.Runtime.Journal;

namespace Runs.Actors.Queues.Messages;

/// <summary>The slots of a limit, as the journal said; the coordinator tells itself.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Rows">Its rows; <see langword="null"/> when the journal couldn't be read.</param>
/// <param name="Begun">When the read began, on the clock of the slots.</param>
internal sealed record SlotsRead(string Limit, IReadOnlyList<PermitRecord>? Rows, long Begun);
