namespace Runs.Actors.Live;

/// <summary>A piece of live output.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Part">The part that it belongs to; a change of kind begins a new one.</param>
/// <param name="Text">The text.</param>
/// <param name="Next">Where the output goes on.</param>
public readonly record struct LiveDelta(LivePartKind Kind, int Part, string Text, LiveAddress Next);
