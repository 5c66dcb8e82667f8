using System.Security.Cryptography;

namespace Runs.Actors;

/// <summary>Ids that nobody can guess.</summary>
public static class RandomIds
{
    /// <summary>A random UUID (version 4), lower case.</summary>
    public static string NewUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
