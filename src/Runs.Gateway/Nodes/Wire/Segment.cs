using System.Buffers;

namespace Runs.Gateway.Nodes.Wire;

/// <summary>Whole frames, one after the other, that are sent as one message.</summary>
internal sealed class Segment
{
    /// <summary>So much is sent at once, unless one frame alone is longer.</summary>
    public const int Size = 64 * 1024;

    private readonly byte[] _buffer;

    private Segment(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>How many bytes it has.</summary>
    public int Length { get; private set; }

    /// <summary>How many frames these are.</summary>
    public int Frames { get; private set; }

    /// <summary>The frames.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    /// <summary>One that has room for a frame of this length.</summary>
    public static Segment For(int length) => new(Math.Max(Size, WireFrame.HeaderSize + length));

    /// <summary>Adds a copy of a frame; <see langword="false"/> when there is no room.</summary>
    public bool TryAdd(ReadOnlySpan<byte> frame)
    {
        if (_buffer.Length - Length < WireFrame.HeaderSize + frame.Length)
            return false;
        WireFrame.WriteHeader(_buffer.AsSpan(Length), WireFrameKind.Data, frame.Length);
        frame.CopyTo(_buffer.AsSpan(Length + WireFrame.HeaderSize));
        Length += WireFrame.HeaderSize + frame.Length;
        Frames++;
        return true;
    }

    /// <summary>Gives its memory back. Nobody may look at it after that.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(_buffer);
}
