using System.Text;
using Runs.Domain.Contents;

namespace Runs.Actors.Artifacts;

/// <summary>The bytes of a content from any place on: its texts, and its artifacts as they are reached. Nothing is held in memory that isn't there already.</summary>
internal sealed class ContentStream : Stream
{
    private readonly Func<string, CancellationToken, ValueTask<Stream>> _open;
    private readonly List<Piece> _pieces = [];
    private Stream? _artifact;
    private int _index = -1;
    private long _position;

    /// <summary>Makes a stream.</summary>
    /// <param name="content">The content.</param>
    /// <param name="open">Opens an artifact by its id.</param>
    public ContentStream(Content content, Func<string, CancellationToken, ValueTask<Stream>> open)
    {
        _open = open;
        foreach (var part in content.Parts)
        {
            var text = part.Text is { } inline ? Encoding.UTF8.GetBytes(inline) : null;
            _pieces.Add(new Piece(Length, text?.Length ?? part.Artifact!.Bytes, text, part.Artifact?.Id));
            Length += _pieces[^1].Length;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length || buffer.IsEmpty)
            return 0;
        var index = _pieces.FindLastIndex(piece => piece.Start <= _position);
        var (start, length, text, _) = _pieces[index];
        var left = (int)Math.Min(buffer.Length, start + length - _position);
        var read = text is not null
            ? Copy(text.AsSpan((int)(_position - start), left), buffer.Span)
            : await ReadArtifact(index, buffer[..left], cancellationToken);
        _position += read;
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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _artifact?.Dispose();
        base.Dispose(disposing);
    }

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> buffer)
    {
        text.CopyTo(buffer);
        return text.Length;
    }

    private async ValueTask<int> ReadArtifact(int index, Memory<byte> buffer, CancellationToken cancellation)
    {
        if (_index != index)
        {
            if (_artifact is not null)
                await _artifact.DisposeAsync();
            _artifact = await _open(_pieces[index].Artifact!, cancellation);
            _index = index;
        }

        _artifact!.Position = _position - _pieces[index].Start;
        var read = await _artifact.ReadAsync(buffer, cancellation);
        return read > 0 ? read : throw new EndOfStreamException($"Artifact {_pieces[index].Artifact} is shorter than it was.");
    }

    private sealed record Piece(long Start, long Length, byte[]? Text, string? Artifact);
}
