using Runs.Runtime.Blobs;

namespace Runs.Steps.Artifacts;

/// <summary>Reads a blob from any place on, piece by piece as they are reached.</summary>
internal sealed class BlobReadStream(IBlobStore blobs, BlobId blob, long length) : Stream
{
    private ReadOnlyMemory<byte> _piece;
    private long _number = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    /// <exception cref="IOException">It can't be read, or isn't there any more. What is shorter than it was never looks like an end.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.IsEmpty)
            return 0;
        var number = Position / BlobArtifactStore.PieceSize;
        if (number != _number)
            await Load(number, cancellationToken);
        var rest = _piece[(int)(Position % BlobArtifactStore.PieceSize)..];
        var read = Math.Min(rest.Length, buffer.Length);
        rest[..read].CopyTo(buffer);
        Position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is for reading.");

    public override void SetLength(long value) => throw new NotSupportedException("It is for reading.");

    public override void Flush()
    {
    }

    private async ValueTask Load(long number, CancellationToken cancellation)
    {
        var expected = Math.Min(BlobArtifactStore.PieceSize, length - (number * BlobArtifactStore.PieceSize));
        var piece = await BlobFaults.AsIO(() => blobs.Read(blob, checked((int)number), cancellation));
        if (piece is not { } found || found.Length != expected)
            throw new IOException($"Artifact {blob.Id} of run {blob.Group} was deleted while it was read, or is damaged.");
        (_piece, _number) = (found, number);
    }
}
