using Runs.Domain;

namespace Runs.Actors.Queues.Messages;

/// <summary>Asks where runs stand; answered by <see cref="QueuePlaces"/>.</summary>
/// <param name="Runs">The runs.</param>
internal sealed record FindPlaces(ValueArray<string> Runs);
