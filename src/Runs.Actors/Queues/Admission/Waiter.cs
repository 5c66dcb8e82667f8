using Runs.Domain;

namespace Runs.Actors.Queues.Admission;

/// <summary>A run, or a step of one, that waits for a permit of each of its limits.</summary>
/// <param name="Id">Who it is.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Since">Since when it waits; earlier goes first.</param>
/// <param name="Order">Its place among what waits of the same run since the same time.</param>
/// <param name="Limits">The limits, in order and each once; at least one.</param>
internal sealed record Waiter(WaiterId Id, int Priority, DateTimeOffset Since, int Order, ValueArray<string> Limits);
