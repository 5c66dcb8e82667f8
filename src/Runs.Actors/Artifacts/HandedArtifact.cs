using Runs.Domain.Contents;

namespace Runs.Actors.Artifacts;

/// <summary>An artifact that a step is given.</summary>
/// <param name="Name">The name by which it asks for it; safe as the name of a file.</param>
/// <param name="Content">What it holds.</param>
public sealed record HandedArtifact(string Name, Content Content);
