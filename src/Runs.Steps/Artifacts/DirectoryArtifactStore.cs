using Runs.Actors.Artifacts;
using Runs.Domain.Identity;

namespace Runs.Steps.Artifacts;

/// <summary>
/// Keeps artifacts as files, <c>&lt;root&gt;/&lt;run&gt;/&lt;artifact&gt;</c>, for this user alone. Several nodes may share the
/// root. Links are refused, never followed, below it.
/// </summary>
public sealed class DirectoryArtifactStore : IArtifactStore
{
    // No run has this name, for none begins with a dot.
    private const string UnfinishedName = ".unfinished";

    private readonly string _root;
    private readonly string _unfinished;

    /// <summary>Opens the store, creates it where it is missing, and removes what writers that died have left unfinished.</summary>
    public DirectoryArtifactStore(string root)
    {
        _root = Path.GetFullPath(root);
        _unfinished = Path.Combine(_root, UnfinishedName);
        if (!Directory.Exists(_root))
            PrivateFiles.CreateDirectory(_root);
        PrivateFiles.CreateDirectory(_unfinished);
        UnfinishedArtifacts.Sweep(_unfinished);
    }

    /// <inheritdoc/>
    public ValueTask<ArtifactWriter> Create(RunId run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult<ArtifactWriter>(new DirectoryArtifactWriter(_unfinished, DirectoryOf(run)));
    }

    /// <inheritdoc/>
    public ValueTask<Stream> Open(RunId run, string artifactId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var directory = DirectoryOf(run);
        if (!ArtifactId.IsValid(artifactId))
            throw new FileNotFoundException("The run has no such artifact: that is no id of one.");
        var path = Path.Combine(directory, artifactId);
        if (PrivateFiles.IsLink(directory) || PrivateFiles.IsLink(path) || !File.Exists(path))
            throw new FileNotFoundException($"Run {run} has no artifact {artifactId}.");
        return ValueTask.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));
    }

    /// <inheritdoc/>
    public ValueTask DeleteAll(RunId run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var directory = DirectoryOf(run);
        if (PrivateFiles.IsLink(directory))
            File.Delete(directory);
        else if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string DirectoryOf(RunId run) => Path.Combine(_root, run.Value);
}
