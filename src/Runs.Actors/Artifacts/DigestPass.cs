using System.Security.Cryptography;

namespace Runs.Actors.Artifacts;

/// <summary>Measures and hashes what goes by.</summary>
internal sealed class DigestPass : IContentPass
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _size;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _size += bytes.Length;
    }

    public ContentDigest End()
    {
        using (_hash)
            return new ContentDigest(_size, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }
}
