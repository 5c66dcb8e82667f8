using Runs.Actors.Subscriptions;

namespace Runs.Actors.Frames;

/// <summary>The journaled frames of a run, each knowing which it follows. It must see every event from the first on.</summary>
internal sealed class FrameChain(JournaledFrames frames)
{
    private FrameLinks _last = new(0, 0);

    /// <summary>The sequence number of the last frame; 0 before the first.</summary>
    public long Last => _last.WithDetail;

    /// <summary>The frame of the next event; <see langword="null"/> for none.</summary>
    public SharedFrame? Next(RunUpdate.Journaled update)
    {
        if (frames.Of(update) is not { } draft)
            return null;
        var links = _last;
        _last = new(draft.IsDetail ? links.Plain : update.Seq, update.Seq);
        return new SharedFrame(draft, links);
    }
}
