using System.Security.Cryptography;
using System.Text;
using Runs.Domain;

namespace Runs.Gateway.Access.Tokens;

/// <summary>What a token looks like. One that could be guessed is no token, whether it is configured or shown.</summary>
public static class TokenText
{
    /// <summary>The shortest token.</summary>
    public const int MinLength = 32;

    /// <summary>The longest token.</summary>
    public const int MaxLength = 512;

    /// <summary>A token has at least so many different characters.</summary>
    public const int MinDistinct = 10;

    /// <summary>Why a text is no token; <see langword="null"/> when it is one. Quotes nothing of it.</summary>
    public static RunError? Refuse(string text)
    {
        if (text.Length is < MinLength or > MaxLength)
            return Weak($"has {MinLength} to {MaxLength} characters");
        if (!text.All(c => char.IsAsciiLetterOrDigit(c) || "-._~+/=".Contains(c, StringComparison.Ordinal)))
            return Weak("has no characters but letters, digits and - . _ ~ + / =");
        return text.Distinct().Count() < MinDistinct ? Weak($"has {MinDistinct} different characters at least") : null;
    }

    /// <summary>The hash by which a token is known.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static RunError Weak(string rule) => new("gateway.weak-token", $"A token {rule}; make one with: openssl rand -hex 32");
}
