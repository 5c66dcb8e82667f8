namespace Runs.Runtime.Journal;

/// <summary>A slot that an append gives back. Releasing a slot that the stream doesn't hold changes nothing.</summary>
/// <param name="LimitKey">The limit.</param>
/// <param name="Slot">The slot.</param>
public readonly record struct PermitRelease(string LimitKey, int Slot);
