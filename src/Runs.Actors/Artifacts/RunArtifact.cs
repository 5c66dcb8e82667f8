using Runs.Domain.Contents;
using Runs.Domain.Identity;

namespace Runs.Actors.Artifacts;

/// <summary>An artifact of a run.</summary>
/// <param name="Name">Its name: unique in the run, and safe as the name of a file.</param>
/// <param name="Step">The step that it is of, or that made it.</param>
/// <param name="Purpose">What it is for.</param>
public sealed record RunArtifact(string Name, StepId Step, ArtifactPurpose Purpose)
{
    /// <summary>The stored text; <see langword="null"/> for what is made when it is asked for.</summary>
    public ArtifactRef? Stored { get; init; }
}
