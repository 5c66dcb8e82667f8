using Runs.Domain.Contents;

namespace Runs.Domain.Runs.State;

/// <summary>What a sub-run says to its parent about its end.</summary>
/// <param name="Status">How it ended; a terminal status.</param>
/// <param name="Output">The result of a completed one.</param>
/// <param name="Error">Why it didn't complete.</param>
/// <param name="Usage">What its models used.</param>
public sealed record SubRunReport(RunStatus Status, Content? Output, RunError? Error, Usage Usage);
