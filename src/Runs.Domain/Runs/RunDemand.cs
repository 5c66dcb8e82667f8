using Runs.Domain.Admissions;

namespace Runs.Domain.Runs;

/// <summary>A run that waits for its slots.</summary>
/// <param name="Queue">Its queue.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Since">Since when it waits; earlier goes first.</param>
/// <param name="Keys">The limits of which it needs a slot each, in order.</param>
/// <param name="IsResuming">Whether it has begun before and goes on after a rest.</param>
public sealed record RunDemand(string Queue, int Priority, DateTimeOffset Since, ValueArray<string> Keys, bool IsResuming);
