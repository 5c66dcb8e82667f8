namespace Runs.Node.Configuration;

/// <summary>Where artifacts are.</summary>
internal enum ArtifactKind
{
    /// <summary>In the database with a journal that is there, else in the data directory.</summary>
    Auto,

    /// <summary>In a directory, which nodes of one journal share.</summary>
    Directory,

    /// <summary>In the journal's database.</summary>
    Database,
}
