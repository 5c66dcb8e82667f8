using System.Security.Cryptography;

namespace Runs.Gateway.Access.Tokens;

/// <summary>A token that lets clients in. The token itself isn't kept, only its hash.</summary>
public sealed class GatewayToken
{
    private readonly byte[] _hash;

    /// <summary>A token that is known by its hash.</summary>
    /// <param name="name">What it is called, such as in limits; never a secret.</param>
    /// <param name="owner">Whose runs its clients prepare and see.</param>
    /// <param name="role">What its clients may do.</param>
    /// <param name="sha256">The SHA-256 of the token's UTF-8.</param>
    /// <exception cref="ArgumentException">The hash doesn't have 32 bytes.</exception>
    public GatewayToken(string name, string owner, Role role, ReadOnlySpan<byte> sha256)
    {
        if (sha256.Length != SHA256.HashSizeInBytes)
            throw new ArgumentException($"A SHA-256 has {SHA256.HashSizeInBytes} bytes.", nameof(sha256));
        Name = name;
        _hash = sha256.ToArray();
        Caller = new Caller(owner, role) { Token = name };
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Who shows it.</summary>
    public Caller Caller { get; }

    /// <summary>The SHA-256 of the token.</summary>
    internal ReadOnlySpan<byte> Hash => _hash;

    /// <summary>A token as its text.</summary>
    /// <exception cref="ArgumentException">The text is no token; see <see cref="TokenText"/>.</exception>
    public static GatewayToken Of(string name, string owner, Role role, string token) => TokenText.Refuse(token) is { } refusal
        ? throw new ArgumentException(refusal.Message, nameof(token))
        : new GatewayToken(name, owner, role, TokenText.Hash(token));

    /// <summary>Whether both are known by the same hash.</summary>
    public bool IsSame(GatewayToken other) => Hash.SequenceEqual(other.Hash);

    /// <summary>The name alone.</summary>
    public override string ToString() => Name;
}
