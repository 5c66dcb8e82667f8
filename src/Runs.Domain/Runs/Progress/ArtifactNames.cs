namespace Runs.Domain.Runs.Progress;

/// <summary>The names of the artifacts of a run's steps.</summary>
public static class ArtifactNames
{
    /// <summary>The document of how a step ended.</summary>
    public static string FinalOf(string step) => $"{step}-final.md";
}
