namespace Runs.Domain.Contents;

/// <summary>A piece of a <see cref="Content"/>: a text, or a reference to one.</summary>
public readonly record struct ContentPart
{
    /// <summary>A piece of text.</summary>
    public ContentPart(string text) => Text = WellFormed.Of(text);

    /// <summary>A reference.</summary>
    public ContentPart(ArtifactRef artifact) => Artifact = artifact;

    /// <summary>The text; <see langword="null"/> for a reference.</summary>
    public string? Text { get; }

    /// <summary>The reference; <see langword="null"/> for a text.</summary>
    public ArtifactRef? Artifact { get; }
}
