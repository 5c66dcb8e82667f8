using Runs.Actors.Artifacts;
using Runs.Domain.Identity;

namespace Runs.Steps.Artifacts;

/// <summary>
/// Keeps artifacts as files, <c>&lt;root&gt;/&lt;run&gt;/&lt;artifact&gt;</c>, for this user alone. Several nodes may share the
/// root. Links are refused, never followed, below it; nothing is written or deleted once another directory is in the root's place.
/// </summary>
public sealed class DirectoryArtifactStore : IArtifactStore
{
    private readonly ArtifactRoot _root;

    /// <summary>Opens the store, creates it where it is missing, and removes what writers that died have left unfinished.</summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    public DirectoryArtifactStore(string root)
    {
        _root = new ArtifactRoot(root);
        UnfinishedArtifacts.Sweep(_root.Unfinished.Path);
    }

    /// <inheritdoc/>
    public ValueTask<ArtifactWriter> Create(RunId run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _ = _root.ToChange();
        return ValueTask.FromResult<ArtifactWriter>(new DirectoryArtifactWriter(_root, run.Value));
    }

    /// <inheritdoc/>
    public ValueTask<Stream> Open(RunId run, string artifactId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!ArtifactId.IsValid(artifactId))
            throw new FileNotFoundException("The run has no such artifact: that is no id of one.");
        using var directory = _root.ToRead.TryOpen(run.Value);
        return directory?.TryRead(artifactId) is { } file
            ? ValueTask.FromResult<Stream>(file)
            : throw new FileNotFoundException($"Run {run} has no artifact {artifactId}.");
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">Something can't be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be deleted.</exception>
    public ValueTask<long> DeleteAll(RunId run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var root = _root.ToChange();
        var bytes = DirectoryTree.Delete(root, run.Value);
        root.Flush();
        return ValueTask.FromResult(bytes);
    }
}
