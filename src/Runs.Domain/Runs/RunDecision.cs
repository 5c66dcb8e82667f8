using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs;

/// <summary>What came of a command: events, or a refusal, or neither when there was nothing to do.</summary>
/// <param name="Events">What happened; empty when refused.</param>
/// <param name="State">The state with the events.</param>
/// <param name="Refusal">Why the command was not carried out; <see langword="null"/> when it was.</param>
public readonly record struct RunDecision(IReadOnlyList<RunEvent> Events, RunState State, RunError? Refusal);
