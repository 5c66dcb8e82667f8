using Runs.Actors.Artifacts;

namespace Runs.Steps.Artifacts;

/// <summary>Writes a file aside, and moves it to its place when all of it is on the disk.</summary>
internal sealed class DirectoryArtifactWriter : ArtifactWriter
{
    private readonly string _id = ArtifactId.New();
    private readonly string _directory;
    private readonly string _unfinished;
    private readonly FileStream _file;
    private bool _isComplete;

    public DirectoryArtifactWriter(string unfinished, string directory)
    {
        _directory = directory;
        _unfinished = Path.Combine(unfinished, _id);
        _file = PrivateFiles.Create(_unfinished);
    }

    public override Stream Stream => _file;

    public override async ValueTask<string> Complete(CancellationToken cancellation)
    {
        await _file.FlushAsync(cancellation);
        _file.Flush(flushToDisk: true);
        if (PrivateFiles.CreateDirectory(_directory))
            Posix.FlushDirectory(Path.GetDirectoryName(_directory)!);

        // While it is still open, and so locked against being swept away.
        File.Move(_unfinished, Path.Combine(_directory, _id), overwrite: true);
        Posix.FlushDirectory(_directory);
        _isComplete = true;

        // Readers are kept out by the lock until here.
        await _file.DisposeAsync();
        return _id;
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_isComplete)
            File.Delete(_unfinished);
        await _file.DisposeAsync();
    }
}
