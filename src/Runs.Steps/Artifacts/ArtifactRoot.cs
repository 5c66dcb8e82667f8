namespace Runs.Steps.Artifacts;

/// <summary>The directory of all artifacts. What changes it makes sure first that its path still leads to the directory that was opened.</summary>
internal sealed class ArtifactRoot
{
    // No run has this name, for none begins with a dot.
    private const string UnfinishedName = ".unfinished";

    private readonly string _path;
    private readonly HeldDirectory _directory;

    public ArtifactRoot(string path)
    {
        _path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(_path))
            PrivateFiles.CreateDirectory(_path);
        _directory = HeldDirectory.Open(_path);
        Unfinished = _directory.OpenOrCreate(UnfinishedName);
    }

    /// <summary>Where artifacts are written.</summary>
    public HeldDirectory Unfinished { get; }

    /// <summary>It, to be read in.</summary>
    public HeldDirectory ToRead => _directory;

    /// <summary>It, to be changed.</summary>
    /// <exception cref="IOException">Something else is at its path now.</exception>
    public HeldDirectory ToChange()
    {
        using var now = HeldDirectory.Open(_path);
        return now.Identity == _directory.Identity
            ? _directory
            : throw new IOException($"{_path} isn't the directory of artifacts that was opened: it was moved or replaced. Put it back, or start again.");
    }
}
