using Runs.Domain;

namespace Runs.Actors.Queues.Messages;

/// <summary>A run waits for the slots that it needs to work.</summary>
/// <param name="Run">The run.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Since">Since when.</param>
/// <param name="Limits">The limits.</param>
internal sealed record RunWaits(string Run, int Priority, DateTimeOffset Since, ValueArray<string> Limits);
