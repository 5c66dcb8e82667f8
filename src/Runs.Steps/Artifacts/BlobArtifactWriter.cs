using Runs.Actors.Artifacts;
using Runs.Runtime.Blobs;

namespace Runs.Steps.Artifacts;

/// <summary>Writes a blob that nobody sees before it is complete.</summary>
internal sealed class BlobArtifactWriter(IBlobStore blobs, BlobId blob) : ArtifactWriter
{
    // A writer is disposed when its work was cancelled, too; what it began must go all the same.
    private static readonly TimeSpan Discarding = TimeSpan.FromSeconds(5);

    private readonly BlobWriteStream _stream = new(blobs, blob);
    private bool _isComplete;

    public override Stream Stream => _stream;

    /// <exception cref="IOException">It can't be written.</exception>
    public override async ValueTask<string> Complete(CancellationToken cancellation)
    {
        await _stream.End(cancellation);
        await BlobFaults.AsIO(() => blobs.Complete(blob, _stream.Pieces, _stream.Length, cancellation));
        _isComplete = true;
        return blob.Id;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_isComplete || _stream.Pieces == 0)
            return;
        using var late = new CancellationTokenSource(Discarding, TimeProvider.System);
        try
        {
            await BlobFaults.AsIO(() => blobs.Discard(blob, late.Token));
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // Nobody sees it, and it is swept away at the next start after a day.
        }
    }
}
