using Runs.Actors.Frames;

namespace Runs.Actors.Subscriptions;

/// <summary>One thing that a follower of a run sees: what it is, and the frames that tell clients of it.</summary>
public sealed class FeedItem
{
    private FeedItem(RunUpdate update, IReadOnlyList<SharedFrame> frames, SharedFrame? own, int bytes)
    {
        Update = update;
        Frames = frames;
        Own = own;
        // With what the objects around it weigh.
        Bytes = bytes + 512;
    }

    /// <summary>What is seen.</summary>
    public RunUpdate Update { get; }

    /// <summary>The frames of it, in order; there may be none.</summary>
    public IReadOnlyList<SharedFrame> Frames { get; }

    /// <summary>The frame of the event itself.</summary>
    internal SharedFrame? Own { get; }

    internal int Bytes { get; }

    internal static FeedItem Of(RunUpdate.Journaled update, IReadOnlyList<SharedFrame> frames, SharedFrame? own, RunCursor cursor, int bytes) =>
        new(update with { Cursor = cursor }, frames, own, bytes);

    internal static FeedItem Of(RunUpdate.CaughtUp update, IReadOnlyList<SharedFrame> frames) => new(update, frames, own: null, bytes: 0);

    internal static FeedItem Of(RunUpdate.Placed update, IReadOnlyList<SharedFrame> frames, RunCursor cursor) =>
        new(update with { Cursor = cursor }, frames, own: null, bytes: 0);

    internal static FeedItem Of(RunUpdate.Streamed update, IReadOnlyList<SharedFrame> frames, RunCursor cursor) =>
        new(update with { Cursor = cursor }, frames, own: null, update.Delta.Text.Length * 4);
}
