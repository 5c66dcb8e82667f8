using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Runs.Runtime.Links;

/// <summary>Reads the fixed part of a frame between nodes.</summary>
/// <exception cref="FormatException">From all members: it ends too early.</exception>
internal ref struct FrameReader(ReadOnlyMemory<byte> frame)
{
    private ReadOnlyMemory<byte> _left = frame;

    /// <summary>What hasn't been read.</summary>
    public readonly ReadOnlyMemory<byte> Rest => _left;

    public PeerFrameKind Kind() => (PeerFrameKind)Take(1).Span[0];

    public long Number() => BinaryPrimitives.ReadInt64LittleEndian(Take(8).Span);

    public string? Text()
    {
        var length = Number();
        if (length < 0)
            return null;
        if (length > _left.Length / 2)
            throw new FormatException("A text ends too early.");
        return new string(MemoryMarshal.Cast<byte, char>(Take((int)length * 2).Span));
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (_left.Length < count)
            throw new FormatException("The frame ends too early.");
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
