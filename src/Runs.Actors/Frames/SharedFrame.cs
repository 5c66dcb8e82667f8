namespace Runs.Actors.Frames;

/// <summary>
/// A frame as all subscribers of a run share it: its texts are loaded when the first of them wants it, and it is encoded once for
/// those with details and once for those without.
/// </summary>
public sealed class SharedFrame
{
    private readonly FrameDraft _draft;
    private readonly FrameLinks? _links;
    private RunFrame? _frame;
    private byte[]? _plain;
    private byte[]? _detailed;

    internal SharedFrame(FrameDraft draft, FrameLinks? links)
    {
        _draft = draft;
        _links = links;
    }

    internal SharedFrame(RunFrame frame)
        : this(FrameDraft.Of(frame), links: null) => _frame = frame;

    /// <summary>See <see cref="RunFrame.IsDetail"/>.</summary>
    public bool IsDetail => _draft.IsDetail;

    /// <summary>The last journaled frame before it.</summary>
    internal long Follows => _links?.WithDetail ?? 0;

    /// <summary>The frame.</summary>
    public ValueTask<RunFrame> Frame(CancellationToken cancellation = default) => _frame is { } frame ? new(frame) : Make(cancellation);

    /// <summary>The frame, encoded. All callers must give the same encoder.</summary>
    /// <param name="withDetail">Whether it is for a subscriber with details.</param>
    /// <param name="encode">Encodes a frame for such a subscriber.</param>
    /// <param name="cancellation">Gives up.</param>
    public ValueTask<byte[]> Encoded(bool withDetail, Func<RunFrame, bool, byte[]> encode, CancellationToken cancellation = default) =>
        (withDetail ? _detailed : _plain) is { } encoded ? new(encoded) : Encode(withDetail, encode, cancellation);

    /// <summary>Two who come at once may both make it; either will do.</summary>
    private async ValueTask<RunFrame> Make(CancellationToken cancellation)
    {
        var frame = await _draft.Make(cancellation);
        return _frame = _links is null ? frame : frame with { Links = _links };
    }

    private async ValueTask<byte[]> Encode(bool withDetail, Func<RunFrame, bool, byte[]> encode, CancellationToken cancellation)
    {
        var frame = await Frame(cancellation);
        var encoded = encode(frame, withDetail);
        // Most frames are the same for both.
        if (withDetail || frame.Links is null or { AreEqual: true })
            _detailed = encoded;
        if (!withDetail || frame.Links is null or { AreEqual: true })
            _plain = encoded;
        return encoded;
    }
}
