namespace Runs.Gateway.Nodes.Hello;

/// <summary>What whoever was dialled says to a hello that it likes.</summary>
/// <param name="Chosen">The version to be used: the newest that both speak.</param>
/// <param name="Versions">Which versions it speaks.</param>
/// <param name="Nonce">Made up for this one connection.</param>
internal sealed record LinkChallenge(ushort Chosen, LinkVersions Versions, byte[] Nonce)
{
    public byte[] Encode() => new HelloWriter().Short(Chosen).Versions(Versions).Bytes(Nonce).ToArray();

    /// <exception cref="FormatException">It is none.</exception>
    public static LinkChallenge Decode(ReadOnlySpan<byte> input)
    {
        var reader = new HelloReader(input);
        return new LinkChallenge(reader.Short(), reader.Versions(), reader.Bytes(LinkHello.NonceSize).ToArray());
    }
}
