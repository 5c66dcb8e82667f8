namespace Runs.Actors.Artifacts;

/// <summary>What an artifact is for.</summary>
public enum ArtifactPurpose
{
    /// <summary>All that a step that has ended was about, in Markdown. It is made when it is asked for.</summary>
    Final,

    /// <summary>A text over 32 KiB that steps pass on. It is stored.</summary>
    Text,
}
