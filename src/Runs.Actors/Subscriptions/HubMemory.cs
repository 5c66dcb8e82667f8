using Runs.Actors.Frames;
using Runs.Domain.Identity;

namespace Runs.Actors.Subscriptions;

/// <summary>What a hub knows of its run while it is awake.</summary>
internal sealed class HubMemory(HubParts parts, RunId run, long? streamKey)
{
    public RunPages Pages { get; } = new(parts.Journal, run, parts.Counters, streamKey);

    public RunFold Fold { get; } = new(run);

    public FrameChain Chain { get; } = new(new JournaledFrames(run, parts.TextOf(run)));

    /// <summary>Makes the frames that all see; <see langword="null"/> before the hub shows anything.</summary>
    public FrameMapper? Mapper { get; set; }

    /// <summary>What hasn't been shown yet.</summary>
    public List<FeedItem> News { get; } = [];
}
