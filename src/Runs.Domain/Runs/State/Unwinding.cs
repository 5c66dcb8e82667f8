using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>
/// A step, or a flow with all in it, that ends before its time although the run goes on: nothing new begins in it, what is live has
/// its grace, and with the last of that it has ended.
/// </summary>
/// <param name="Step">The step.</param>
/// <param name="Error">Why.</param>
/// <param name="IsCancelled">Whether somebody asked for it; else a step in it has failed.</param>
/// <param name="Live">How many attempts and sub-runs in it have not stopped yet.</param>
/// <param name="GraceEnds">When they are given up; <see langword="null"/> when nothing was live.</param>
public sealed record Unwinding(StepId Step, RunError Error, bool IsCancelled, int Live, DateTimeOffset? GraceEnds);
