using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Runs.Runtime.Links;

/// <summary>Writes the fixed part of a frame between nodes. Texts are UTF-16 code units, so that any text survives.</summary>
internal sealed class FrameWriter(PeerFrameKind kind)
{
    private readonly ArrayBufferWriter<byte> _output = Begin(kind);

    /// <summary>Where a codec writes on.</summary>
    public IBufferWriter<byte> Output => _output;

    public ReadOnlyMemory<byte> Frame => _output.WrittenMemory;

    public FrameWriter Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_output.GetSpan(8), value);
        _output.Advance(8);
        return this;
    }

    /// <summary>Length, then the text; a length of -1 for none.</summary>
    public FrameWriter Text(string? text)
    {
        Number(text?.Length ?? -1);
        _output.Write(MemoryMarshal.AsBytes(text.AsSpan()));
        return this;
    }

    private static ArrayBufferWriter<byte> Begin(PeerFrameKind kind)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.GetSpan(1)[0] = (byte)kind;
        output.Advance(1);
        return output;
    }
}
