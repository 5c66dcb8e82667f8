namespace Runs.Actors.Watching;

/// <summary>Something that matters to who waits for a run.</summary>
/// <param name="Seq">The sequence number of the event.</param>
/// <param name="Type">Its type.</param>
/// <param name="Step">The step that it is about, as people name it; <see langword="null"/> for the run.</param>
/// <param name="Phase">What that step is then; <see langword="null"/> for the run.</param>
/// <param name="Summary">It in one line.</param>
public sealed record MaterialEvent(long Seq, string Type, string? Step, string? Phase, string Summary);
