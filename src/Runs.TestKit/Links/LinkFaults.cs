namespace Runs.TestKit.Links;

/// <summary>What may go wrong with the frames of a simulated network, and how often. All probabilities are from 0 to 1.</summary>
public sealed record LinkFaults
{
    /// <summary>A frame never arrives.</summary>
    public double Losses { get; init; }

    /// <summary>A frame arrives twice.</summary>
    public double Doubles { get; init; }

    /// <summary>A frame is overtaken by those sent after it.</summary>
    public double Overtakes { get; init; }

    /// <summary>A frame is on its way for up to <see cref="StallTime"/>, and all behind it wait.</summary>
    public double Stalls { get; init; }

    /// <summary>The longest way of a frame. Default: 2 ms.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The longest stall. Default: 20 s.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Nothing goes wrong.</summary>
    public static LinkFaults None { get; } = new();

    /// <summary>Everything goes wrong now and then, the promises that an adapter makes included.</summary>
    public static LinkFaults Some { get; } = new() { Losses = 0.03, Doubles = 0.03, Overtakes = 0.05, Stalls = 0.005 };
}
