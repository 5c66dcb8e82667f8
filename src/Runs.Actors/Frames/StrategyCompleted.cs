using Runs.Domain.Runs.State;

namespace Runs.Actors.Frames;

/// <summary>The execution has ended well. No frame of it follows.</summary>
public sealed record StrategyCompleted : StrategyFrame
{
    /// <inheritdoc/>
    public override string Type => "strategy_completed";

    /// <summary>The text of the root flow.</summary>
    public required string Result { get; init; }

    /// <summary>What the steps' models used; observers don't count.</summary>
    public required Usage Usage { get; init; }
}
