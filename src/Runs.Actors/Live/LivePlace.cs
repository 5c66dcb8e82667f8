using Runs.Domain.Identity;

namespace Runs.Actors.Live;

/// <summary>How much of one attempt's live output a watcher has seen.</summary>
/// <param name="Unit">The step, or one of its model calls.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Address">Where the output goes on.</param>
/// <param name="TextLength">How much of the result's text was among it, in UTF-16 code units.</param>
/// <param name="Thought">The part of the thought that the watcher knows as open; <see langword="null"/> for none.</param>
public readonly record struct LivePlace(StepId Unit, int Attempt, LiveAddress Address, int TextLength = 0, int? Thought = null);
