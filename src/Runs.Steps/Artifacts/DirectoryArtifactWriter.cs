using Runs.Actors.Artifacts;

namespace Runs.Steps.Artifacts;

/// <summary>Writes a file aside, and moves it to its place when all of it is on the disk.</summary>
internal sealed class DirectoryArtifactWriter : ArtifactWriter
{
    private readonly string _id = ArtifactId.New();
    private readonly ArtifactRoot _root;
    private readonly string _run;
    private readonly string _unfinished;
    private readonly FileStream _file;
    private bool _isComplete;

    public DirectoryArtifactWriter(ArtifactRoot root, string run)
    {
        _root = root;
        _run = run;
        _unfinished = root.Unfinished.PathOf(_id);
        _file = PrivateFiles.Create(_unfinished);
    }

    public override Stream Stream => _file;

    /// <exception cref="IOException">It can't be written, or something else was put in its place meanwhile.</exception>
    public override async ValueTask<string> Complete(CancellationToken cancellation)
    {
        await _file.FlushAsync(cancellation);
        _file.Flush(flushToDisk: true);
        using var directory = _root.ToChange().OpenOrCreate(_run);

        // While it is still open, and so locked against being swept away.
        File.Move(_unfinished, directory.PathOf(_id), overwrite: true);
        await Confirm(directory);
        directory.Flush();
        _isComplete = true;
        await _file.DisposeAsync();
        return _id;
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_isComplete)
            File.Delete(_unfinished);
        await _file.DisposeAsync();
    }

    /// <summary>What was moved is what was written: a link or another file may have been put under its name.</summary>
    private async ValueTask Confirm(HeldDirectory directory)
    {
        await using var moved = directory.TryRead(_id);
        if (moved is not null && Posix.Identify(moved.SafeFileHandle) == Posix.Identify(_file.SafeFileHandle))
            return;
        File.Delete(directory.PathOf(_id));
        throw new IOException("Something else was put in the place of an artifact while it was written.");
    }
}
