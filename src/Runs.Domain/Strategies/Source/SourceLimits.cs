namespace Runs.Domain.Strategies;

/// <summary>Bounds on the text of a strategy, so that a hostile file costs little.</summary>
public static class SourceLimits
{
    /// <summary>Longest text, in UTF-8 bytes: 16 MiB.</summary>
    public const int MaxBytes = 16 << 20;

    /// <summary>Longest file that a strategy names, such as a prompt, in UTF-8 bytes: 1 MiB.</summary>
    public const int MaxNamedBytes = 1 << 20;

    /// <summary>Most values in a text, objects and arrays included: 1,000,000. It bounds the memory that reading takes.</summary>
    public const int MaxValues = 1_000_000;

    /// <summary>Deepest nesting of objects and arrays: 1,000. Every nested flow takes two levels.</summary>
    public const int MaxDepth = 1_000;
}
