namespace Runs.Actors.Frames;

/// <summary>What a journaled frame follows, so that a subscriber can check that it missed nothing.</summary>
/// <param name="Plain">The sequence number of the last journaled frame before it that isn't a detail; 0 for none.</param>
/// <param name="WithDetail">The sequence number of the last journaled frame before it; 0 for none.</param>
public sealed record FrameLinks(long Plain, long WithDetail)
{
    /// <summary>Whether it makes no difference if the subscriber wants details.</summary>
    public bool AreEqual => Plain == WithDetail;

    /// <summary>That of a subscriber.</summary>
    public long Of(bool withDetail) => withDetail ? WithDetail : Plain;
}
