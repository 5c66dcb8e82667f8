namespace Runs.Actors.Erasures;

/// <summary>The artifacts of a run are gone.</summary>
/// <param name="Bytes">How many bytes they had.</param>
internal sealed record FreedRoom(long Bytes);
