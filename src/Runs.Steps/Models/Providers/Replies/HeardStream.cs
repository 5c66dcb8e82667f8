namespace Runs.Steps.Models.Providers.Replies;

/// <summary>
/// Tells of every piece that is read, comments and half events included, and ends when there is more than allowed, so that an
/// event without an end can't fill the memory.
/// </summary>
internal sealed class HeardStream(Stream inner, long limit, Action heard) : Stream
{
    private long _read;

    public bool IsOverLimit => _read > limit;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsOverLimit)
            return 0;
        var count = await inner.ReadAsync(buffer, cancellationToken);
        _read += count;
        if (count > 0)
            heard();
        return IsOverLimit ? 0 : count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
