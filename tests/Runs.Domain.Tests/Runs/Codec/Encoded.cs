using System.Buffers;
using System.Text;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;

namespace Runs.Domain.Tests.Runs;

/// <summary>Events to text and back.</summary>
internal static class Encoded
{
    public static string Of(params IReadOnlyList<RunEvent> events)
    {
        var data = new ArrayBufferWriter<byte>();
        RunEventCodec.Encode(data, events);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(data.WrittenSpan);
    }

    public static IReadOnlyList<RunEvent> Decode(string text) => RunEventCodec.Decode(Encoding.UTF8.GetBytes(text));
}
