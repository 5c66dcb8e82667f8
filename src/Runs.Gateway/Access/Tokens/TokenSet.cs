using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Runs.Gateway.Access.Tokens;

/// <summary>
/// The tokens that let clients in. What is shown is hashed and compared with every one of them, so that the time it takes says nothing
/// of which was close.
/// </summary>
internal sealed class TokenSet(IEnumerable<GatewayToken> tokens, HashEquality? equality = null)
{
    private readonly ImmutableArray<GatewayToken> _tokens = [.. tokens];
    private readonly HashEquality _equality = equality ?? CryptographicOperations.FixedTimeEquals;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _tokens.IsEmpty;

    /// <summary>Who shows this text; <see langword="null"/> for a stranger.</summary>
    public Caller? Find(string shown)
    {
        if (TokenText.Refuse(shown) is not null)
            return null;
        var hash = TokenText.Hash(shown);
        Caller? found = null;
        foreach (var token in _tokens)
        {
            if (_equality(hash, token.Hash))
                found = token.Caller;
        }

        return found;
    }
}
