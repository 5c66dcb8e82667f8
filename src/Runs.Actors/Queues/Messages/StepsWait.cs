using Runs.Domain;

namespace Runs.Actors.Queues.Messages;

/// <summary>These steps of a run wait for slots, and no others of it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Steps">The steps, in the order of the plan.</param>
internal sealed record StepsWait(string Run, int Priority, ValueArray<StepWaits> Steps);
