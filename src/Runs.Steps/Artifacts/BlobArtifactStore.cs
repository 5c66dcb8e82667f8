using Runs.Actors.Artifacts;
using Runs.Domain.Identity;
using Runs.Runtime.Blobs;
using Runs.Runtime.Journal;

namespace Runs.Steps.Artifacts;

/// <summary>
/// Keeps artifacts as blobs in a database that all nodes share, in pieces of 256 KiB: neither a writer nor a reader holds more of one in
/// memory, and nobody holds a connection between two pieces.
/// </summary>
public sealed class BlobArtifactStore : IArtifactStore
{
    /// <summary>The size of every piece but the last. It is part of what is stored, so it never changes.</summary>
    internal const int PieceSize = 256 * 1024;

    // A writer that is slower than this is dead.
    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    private readonly IBlobStore _blobs;

    private BlobArtifactStore(IBlobStore blobs) => _blobs = blobs;

    /// <summary>Opens the store, and removes what writers have begun more than a day ago and never completed.</summary>
    /// <exception cref="IOException">It can't be read or changed.</exception>
    public static async ValueTask<BlobArtifactStore> Open(IBlobStore blobs, CancellationToken cancellation = default)
    {
        await BlobFaults.AsIO(() => blobs.Sweep(LongestWrite, cancellation));
        return new BlobArtifactStore(blobs);
    }

    /// <inheritdoc/>
    public ValueTask<ArtifactWriter> Create(RunId run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult<ArtifactWriter>(new BlobArtifactWriter(_blobs, new BlobId(run.Value, ArtifactId.New())));
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It can't be read.</exception>
    public async ValueTask<Stream> Open(RunId run, string artifactId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!ArtifactId.IsValid(artifactId))
            throw new FileNotFoundException("The run has no such artifact: that is no id of one.");
        var blob = new BlobId(run.Value, artifactId);
        return await BlobFaults.AsIO(() => _blobs.Find(blob, cancellation)) is { } bytes
            ? new BlobReadStream(_blobs, blob, bytes)
            : throw new FileNotFoundException($"Run {run} has no artifact {artifactId}.");
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">Something can't be deleted.</exception>
    public ValueTask<long> DeleteAll(RunId run, CancellationToken cancellation) => BlobFaults.AsIO(() => _blobs.Delete(run.Value, cancellation));
}
