using Runs.Actors.Attempts;

namespace Runs.Actors.Live;

/// <summary>One node to another: this is what my attempt has shown after a place. It may come twice, late or never; who misses it asks again.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="From">The place.</param>
/// <param name="Deltas">What comes after it, without a gap.</param>
/// <param name="End">Whether more may come.</param>
public sealed record LiveShown(AttemptKey Key, LiveAddress From, IReadOnlyList<LiveDelta> Deltas, LiveEnd End);
