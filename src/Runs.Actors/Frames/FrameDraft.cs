namespace Runs.Actors.Frames;

/// <summary>A frame to be made: what can be known of it before its texts are loaded.</summary>
/// <param name="IsDetail">See <see cref="RunFrame.IsDetail"/>.</param>
/// <param name="Make">Loads its texts and makes it.</param>
internal readonly record struct FrameDraft(bool IsDetail, Func<CancellationToken, ValueTask<RunFrame>> Make)
{
    public static FrameDraft Of(RunFrame frame) => new(frame.IsDetail, _ => new(frame));
}
