using System.Buffers;

namespace Runs.Runtime.Links;

/// <summary>Turns what nodes say to each other into bytes and back. The runtime knows entities and envelopes; the host knows what is in them.</summary>
public interface IMessageCodec
{
    /// <summary>Writes a command, an answer's value or a message. Throws <see cref="NotSupportedException"/> for one that never leaves its node.</summary>
    void Encode(object message, IBufferWriter<byte> output);

    /// <summary>Reads one. Throws <see cref="FormatException"/> on what it doesn't know.</summary>
    object Decode(ReadOnlyMemory<byte> data);
}
