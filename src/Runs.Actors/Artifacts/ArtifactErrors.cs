using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;

namespace Runs.Actors.Artifacts;

/// <summary>What can be wrong with a stored text.</summary>
internal static class ArtifactErrors
{
    public static RunError Missing(RunId run, string id) =>
        new(RunErrors.ArtifactDamaged, $"Artifact {id} of run {run} is missing from the artifact store; restore it from a backup.");

    public static RunError Changed(RunId run, string id) =>
        new(RunErrors.ArtifactDamaged, $"Artifact {id} of run {run} isn't what was stored: its size or its SHA-256 differs; restore it from a backup.");
}
