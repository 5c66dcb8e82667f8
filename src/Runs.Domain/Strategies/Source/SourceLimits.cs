namespace Runs.Domain.Strategies;

/// <summary>Bounds on the text of a strategy, so that a hostile file costs little.</summary>
public static class SourceLimits
{
    /// <summary>Longest text, in UTF-8 bytes: 1 MiB.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Deepest nesting of objects and arrays: 1,000. Every nested flow takes two levels.</summary>
    public const int MaxDepth = 1_000;
}
