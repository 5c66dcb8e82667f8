using Runs.Runtime.Blobs;

namespace Runs.Steps.Artifacts;

/// <summary>Collects what is written into pieces, and stores each when it is full.</summary>
internal sealed class BlobWriteStream(IBlobStore blobs, BlobId blob) : Stream
{
    private readonly byte[] _piece = new byte[BlobArtifactStore.PieceSize];
    private int _filled;
    private long _stored;

    /// <summary>How many pieces were given to the store; the last may have failed.</summary>
    public int Pieces { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _stored + _filled;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException("It is written in one go.");
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == _piece.Length)
                await Store(cancellationToken);
            var taken = Math.Min(buffer.Length, _piece.Length - _filled);
            buffer[..taken].CopyTo(_piece.AsMemory(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Stores what is left.</summary>
    public async ValueTask End(CancellationToken cancellation)
    {
        if (_filled > 0)
            await Store(cancellation);
    }

    /// <summary>What is stored in between nobody sees, so nothing has to be.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is written asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is for writing.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("It is written in one go.");

    public override void SetLength(long value) => throw new NotSupportedException("It is written in one go.");

    private async ValueTask Store(CancellationToken cancellation)
    {
        var piece = (int)(_stored / _piece.Length);
        Pieces = piece + 1;
        await BlobFaults.AsIO(() => blobs.Write(blob, piece, _piece.AsMemory(0, _filled), cancellation));
        _stored += _filled;
        _filled = 0;
    }
}
