using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Runs.Gateway.Nodes.Hello;

/// <summary>
/// Proofs that an end of a link knows the secret: an HMAC-SHA256 over all that was said, both nonces among it. What each end proves begins
/// with a text of its own, so that no proof of one end is ever one of the other, on this connection or on any.
/// </summary>
internal sealed class LinkProofs(string secret)
{
    public const int Size = HMACSHA256.HashSizeInBytes;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    /// <summary>The proof of whoever dials.</summary>
    public byte[] Dialer(byte[] hello, byte[] challenge) => Prove("runs node link: proof of the dialer\n"u8, hello, challenge);

    /// <summary>The proof of whoever was dialled.</summary>
    public byte[] Acceptor(byte[] hello, byte[] challenge) => Prove("runs node link: proof of the acceptor\n"u8, hello, challenge);

    /// <summary>Whether a proof is the expected one, in a time that says nothing about it.</summary>
    public static bool AreSame(byte[] expected, byte[] shown) => CryptographicOperations.FixedTimeEquals(expected, shown);

    private byte[] Prove(ReadOnlySpan<byte> role, byte[] hello, byte[] challenge)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(role);
        Span<byte> length = stackalloc byte[4];
        foreach (var said in (byte[][])[hello, challenge])
        {
            // With its length, so that nothing can be moved from one to the other.
            BinaryPrimitives.WriteInt32LittleEndian(length, said.Length);
            hash.AppendData(length);
            hash.AppendData(said);
        }

        return hash.GetHashAndReset();
    }
}
