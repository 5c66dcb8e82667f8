using Runs.Domain.Runs.Events;

namespace Runs.Actors.Subscriptions;

/// <summary>An event with what stands beside it in the journal.</summary>
/// <param name="Seq">Its sequence number in the run.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Event">The event.</param>
public sealed record StoredEvent(long Seq, DateTimeOffset At, RunEvent Event)
{
    /// <summary>The event in JSON with its long texts cut, where it was larger than what was asked for; <see langword="null"/> where it wasn't.</summary>
    public string? Shortened { get; init; }
}
