using Runs.Actors.Attempts;

namespace Runs.Checkers.Evidence;

/// <summary>What everybody around a journal saw. Of a journal whose clients are gone nothing is known.</summary>
internal sealed record Testimony
{
    /// <summary>The commands of clients.</summary>
    public IReadOnlyList<SeenCommand> Commands { get; init; } = [];

    /// <summary>What viewers were shown.</summary>
    public IReadOnlyList<SeenViewer> Viewers { get; init; } = [];

    /// <summary>The live states that clients were shown.</summary>
    public IReadOnlyList<SeenState> States { get; init; } = [];

    /// <summary>The invocations of handlers; <see langword="null"/> if nobody counted.</summary>
    public IReadOnlyList<SeenInvocation>? Invocations { get; init; }
}
