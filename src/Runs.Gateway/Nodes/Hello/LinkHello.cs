using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes.Hello;

/// <summary>The first thing that whoever dials says.</summary>
/// <param name="Versions">Which versions it speaks.</param>
/// <param name="Nonce">Made up for this one connection.</param>
/// <param name="Channel">Which channel it is to be; may be one that is unknown here.</param>
/// <param name="From">Who dials.</param>
/// <param name="To">Whom it takes the other for.</param>
internal sealed record LinkHello(LinkVersions Versions, byte[] Nonce, byte Channel, NodeIncarnation From, NodeIncarnation To)
{
    /// <summary>So many bytes nobody guesses, and nobody uses twice.</summary>
    public const int NonceSize = 32;

    private static ReadOnlySpan<byte> Magic => "RUNSLINK"u8;

    public byte[] Encode() => new HelloWriter().Bytes(Magic).Versions(Versions).Bytes(Nonce).Byte(Channel).Life(From).Life(To).ToArray();

    /// <exception cref="FormatException">It is none.</exception>
    public static LinkHello Decode(ReadOnlySpan<byte> input)
    {
        var reader = new HelloReader(input);
        if (!reader.Bytes(Magic.Length).SequenceEqual(Magic))
            throw new FormatException("It is no hello of a node.");
        return new LinkHello(reader.Versions(), reader.Bytes(NonceSize).ToArray(), reader.Byte(), reader.Life(), reader.Life());
    }
}
