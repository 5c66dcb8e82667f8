using Runs.Actors.Attempts;

namespace Runs.Actors.Live;

/// <summary>One node to another: show me what your attempt shows, from this place on. It stands for one answer; what isn't repeated for a while is forgotten.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="From">What comes after this place is wanted.</param>
public sealed record LiveWanted(AttemptKey Key, LiveAddress From);
