using Runs.Actors.Queues;

namespace Runs.Actors.Frames;

/// <summary>Where a run stands in its queue, or that it has left it because it goes on. Live: nothing of it is journaled.</summary>
public sealed record QueuePosition : RunFrame
{
    /// <inheritdoc/>
    public override string Type => Place.Position > 0 ? "run_queued" : "run_dequeued";

    /// <summary>Where it stands.</summary>
    public required QueuePlace Place { get; init; }

    /// <summary>Its priority there.</summary>
    public required int Priority { get; init; }
}
