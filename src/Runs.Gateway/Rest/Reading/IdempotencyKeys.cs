using System.Security.Cryptography;
using System.Text;
using Runs.Domain.Identity;

namespace Runs.Gateway.Rest.Reading;

/// <summary>Ids that are made of idempotency keys, so that a repeated request finds what the first one made.</summary>
internal static class IdempotencyKeys
{
    /// <summary>The run that a key of an owner makes; <see langword="null"/> without a key. A UUID of version 8.</summary>
    public static RunId? RunOf(string owner, string? key)
    {
        if (key is null)
            return null;
        // The length keeps an owner and a key apart, whatever is in them.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{owner.Length}:{owner}:{key}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return RunId.Parse(new Guid(hash, bigEndian: true).ToString());
    }
}
