using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Runs.Domain.Contents;

namespace Runs.Gateway.Rest.Contents;

/// <summary>Tags contents, so that a client that was interrupted can go on and one that has a content needn't load it again.</summary>
internal static class ContentTag
{
    /// <summary>The tag: of its texts and of the ids of its artifacts, which never change.</summary>
    public static EntityTagHeaderValue Of(Content content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in content.Parts)
            hash.AppendData(Encoding.UTF8.GetBytes(part.Text is { } text ? $"t{text.Length}:{text}" : $"a{part.Artifact!.Id};"));
        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}\"");
    }
}
