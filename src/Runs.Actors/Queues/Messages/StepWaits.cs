using Runs.Domain;

namespace Runs.Actors.Queues.Messages;

/// <summary>A step waits for the slots that its next attempt needs.</summary>
/// <param name="Step">Its place.</param>
/// <param name="Since">Since when.</param>
/// <param name="Order">Its place among the steps of its run that wait since the same time.</param>
/// <param name="Limits">The limits.</param>
internal sealed record StepWaits(string Step, DateTimeOffset Since, int Order, ValueArray<string> Limits);
