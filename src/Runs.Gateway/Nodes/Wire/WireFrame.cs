using System.Buffers.Binary;

namespace Runs.Gateway.Nodes.Wire;

/// <summary>What every frame on a link begins with: the length of what follows in four bytes, little-endian, and its kind in one.</summary>
internal static class WireFrame
{
    public const int HeaderSize = 5;

    /// <summary>How long a ping or a pong is, without its header: a number that only its sender understands.</summary>
    public const int BeatSize = 8;

    public static void WriteHeader(Span<byte> output, WireFrameKind kind, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output, length);
        output[4] = (byte)kind;
    }

    public static (WireFrameKind Kind, int Length) ReadHeader(ReadOnlySpan<byte> input) => ((WireFrameKind)input[4], BinaryPrimitives.ReadInt32LittleEndian(input));

    /// <summary>A ping or pong.</summary>
    public static byte[] Beat(WireFrameKind kind, long number)
    {
        var frame = new byte[HeaderSize + BeatSize];
        WriteHeader(frame, kind, BeatSize);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(HeaderSize), number);
        return frame;
    }
}
