using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes.Hello;

/// <summary>Writes what is said before a link is there. Numbers are little-endian; texts are their length in two bytes, then UTF-8.</summary>
internal sealed class HelloWriter
{
    private readonly ArrayBufferWriter<byte> _output = new(256);

    public byte[] ToArray() => _output.WrittenSpan.ToArray();

    public HelloWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        return this;
    }

    public HelloWriter Byte(byte value) => Bytes([value]);

    public HelloWriter Short(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_output.GetSpan(2), value);
        _output.Advance(2);
        return this;
    }

    public HelloWriter Versions(LinkVersions versions) => Short(versions.Min).Short(versions.Max);

    public HelloWriter Life(NodeIncarnation life)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_output.GetSpan(8), life.Number);
        _output.Advance(8);
        var name = Encoding.UTF8.GetBytes(life.Node);
        return Short(checked((ushort)name.Length)).Bytes(name);
    }
}
