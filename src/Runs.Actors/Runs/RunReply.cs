using Runs.Domain.Runs.State;

namespace Runs.Actors.Runs;

/// <summary>A run's answer: its state with the command applied, and the sequence number of the last event in it.</summary>
/// <param name="State">The state.</param>
/// <param name="Seq">The sequence number; 0 for a run without events.</param>
public sealed record RunReply(RunState State, long Seq);
