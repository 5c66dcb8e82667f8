namespace Runs.Actors.Subscriptions;

/// <summary>What a follower finds that is about to join its hub.</summary>
/// <param name="Sight">What.</param>
/// <param name="Missed">The next piece of live output that it has missed.</param>
/// <param name="Index">Where it joins.</param>
internal readonly record struct HubApproach(HubApproachSight Sight, RunUpdate.Streamed? Missed = null, long Index = 0)
{
    public static HubApproach Moved => default;

    public static HubApproach Ahead => new(HubApproachSight.Ahead);

    public static HubApproach Missing(RunUpdate.Streamed missed) => new(HubApproachSight.Missing, missed);

    public static HubApproach At(long index) => new(HubApproachSight.Level, null, index);
}
