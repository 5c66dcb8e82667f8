using System.Buffers.Binary;
using System.Text;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes.Hello;

/// <summary>Reads what is said before a link is there. What follows the known fields is for later versions, and skipped.</summary>
/// <exception cref="FormatException">From all members: it ends too early, or isn't what it should be.</exception>
internal ref struct HelloReader(ReadOnlySpan<byte> input)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _left = input;

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (_left.Length < count)
            throw new FormatException("It ends too early.");
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }

    public byte Byte() => Bytes(1)[0];

    public ushort Short() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public LinkVersions Versions() => new(Short(), Short());

    public NodeIncarnation Life()
    {
        var number = BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));
        try
        {
            return new NodeIncarnation(Strict.GetString(Bytes(Short())), number);
        }
        catch (DecoderFallbackException error)
        {
            throw new FormatException("A name isn't UTF-8.", error);
        }
    }
}
