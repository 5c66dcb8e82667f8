using Runs.Domain;

namespace Runs.Actors.Artifacts;

/// <summary>An artifact as the manifest of its run lists it.</summary>
/// <param name="Artifact">The artifact.</param>
/// <param name="Digest">Its size and its hash; <see langword="null"/> when it is damaged.</param>
/// <param name="Error">What is wrong with it.</param>
public sealed record ManifestEntry(RunArtifact Artifact, ContentDigest? Digest, RunError? Error);
