namespace Runs.Node.Configuration;

/// <summary>Where large texts and the artifacts of steps are kept.</summary>
internal sealed record ArtifactOptions
{
    /// <summary>In what. Default: the database with PostgreSQL, the data directory with SQLite.</summary>
    public ArtifactKind Kind { get; init; } = ArtifactKind.Auto;

    /// <summary>The directory; empty for the one in the data directory. Default: empty.</summary>
    public string Directory { get; init; } = "";
}
