using Runs.Domain;

namespace Runs.Actors.Frames;

/// <summary>
/// The execution has ended otherwise. No frame of it follows. A request id is echoed when the execution failed, and not when it was
/// stopped or killed.
/// </summary>
public sealed record StrategyError : StrategyFrame
{
    /// <inheritdoc/>
    public override string Type => "strategy_error";

    /// <summary>Why: the code is <c>CANCELLED</c> or <c>EXECUTION_ERROR</c>.</summary>
    public required RunError Error { get; init; }

    /// <summary>How an execution failed: mixed, failed or expired; <see langword="null"/> for one that was stopped or killed.</summary>
    public string? Reason { get; init; }
}
