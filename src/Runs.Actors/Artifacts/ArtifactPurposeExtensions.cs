namespace Runs.Actors.Artifacts;

/// <summary>Questions about a purpose.</summary>
public static class ArtifactPurposeExtensions
{
    /// <summary>The purpose as manifests write it.</summary>
    public static string ToWord(this ArtifactPurpose purpose) => purpose switch
    {
        ArtifactPurpose.Final => "final",
        ArtifactPurpose.Text => "text",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
