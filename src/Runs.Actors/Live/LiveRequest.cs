namespace Runs.Actors.Live;

/// <summary>What another node wants to see of an attempt here, and hasn't been shown yet.</summary>
/// <param name="Peer">The life of that node.</param>
/// <param name="From">What comes after this place.</param>
/// <param name="Until">Until when it is remembered.</param>
internal sealed record LiveRequest(long Peer, LiveAddress From, DateTimeOffset Until);
