using System.Buffers;
using System.Text;

namespace Runs.Domain.Runs.Codec;

/// <summary>Takes the characters of a JSON writer and puts them into a byte buffer as UTF-8, without a text in between.</summary>
internal sealed class Utf8Text(IBufferWriter<byte> output) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    private readonly Encoder _encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        // One character may stand for three bytes, and half a pair may be left over from before.
        var room = output.GetSpan((buffer.Length + 1) * 3);
        _encoder.Convert(buffer, room, flush: false, out _, out var bytes, out _);
        output.Advance(bytes);
    }
}
