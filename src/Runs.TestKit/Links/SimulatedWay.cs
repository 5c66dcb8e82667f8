using Runs.Runtime.Links;

namespace Runs.TestKit.Links;

/// <summary>One channel from one life of a node to another.</summary>
internal sealed class SimulatedWay
{
    /// <summary>When the last frame that keeps the order arrives.</summary>
    public DateTimeOffset ArrivesAt { get; set; }

    /// <summary>How many frames were sent and not received yet.</summary>
    public int Waiting { get; set; }

    /// <summary>What has arrived while its process did something else, or nothing.</summary>
    public Queue<LinkFrame> Arrived { get; } = [];
}
