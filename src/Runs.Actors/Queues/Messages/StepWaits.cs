using Runs.Domain;

namespace Runs.Actors.Queues.Messages;

/// <summary>A step waits for the slots that its next attempt needs.</summary>
/// <param name="Step">Its place.</param>
/// <param name="Since">Since when.</param>
/// <param name="Limits">The limits.</param>
internal sealed record StepWaits(string Step, DateTimeOffset Since, ValueArray<string> Limits);
