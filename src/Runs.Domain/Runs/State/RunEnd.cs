using Runs.Domain.Contents;

namespace Runs.Domain.Runs.State;

/// <summary>How a segment ended.</summary>
/// <param name="Status">A terminal status.</param>
/// <param name="Result">The result of a completed one.</param>
/// <param name="Error">Why it didn't complete; its code is <c>CANCELLED</c> or <c>EXECUTION_ERROR</c>.</param>
/// <param name="At">When.</param>
public sealed record RunEnd(RunStatus Status, Content? Result, RunError? Error, DateTimeOffset At);
