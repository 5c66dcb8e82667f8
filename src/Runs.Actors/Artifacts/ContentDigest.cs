namespace Runs.Actors.Artifacts;

/// <summary>What a content comes to, to the byte.</summary>
/// <param name="Size">Its bytes in UTF-8.</param>
/// <param name="Sha256">Their SHA-256 in lower-case hexadecimal.</param>
public sealed record ContentDigest(long Size, string Sha256);
