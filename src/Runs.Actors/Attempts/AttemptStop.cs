namespace Runs.Actors.Attempts;

/// <summary>How a handler is told to stop: first politely, then by force.</summary>
/// <param name="Requested">Stop soon; what is unfinished may be finished or cleaned up.</param>
/// <param name="Forced">Stop now. Whatever comes after it is ignored.</param>
public readonly record struct AttemptStop(CancellationToken Requested, CancellationToken Forced);
