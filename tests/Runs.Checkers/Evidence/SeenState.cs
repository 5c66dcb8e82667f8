using Runs.Domain.Runs.State;

namespace Runs.Checkers.Evidence;

/// <summary>A run as a live actor showed it.</summary>
/// <param name="State">The state.</param>
/// <param name="Seq">The number of the last event in it.</param>
internal sealed record SeenState(RunState State, long Seq);
