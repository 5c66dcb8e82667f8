using Runs.Domain;

namespace Runs.Actors.Artifacts;

/// <summary>A stored text is missing, or isn't the one that was stored.</summary>
public sealed class ArtifactException(RunError error) : IOException(error.Message)
{
    /// <summary>What is wrong.</summary>
    public RunError Error { get; } = error;
}
