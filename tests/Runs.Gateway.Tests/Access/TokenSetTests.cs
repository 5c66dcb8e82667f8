using System.Security.Cryptography;
using Runs.Gateway.Access;
using Runs.Gateway.Access.Tokens;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Access;

public sealed class TokenSetTests
{
    [Theory]
    [InlineData(Keys.Alice, "alice")]
    [InlineData(Keys.Admin, "root")]
    [InlineData(Keys.Unknown, null)]
    public void Every_hash_is_compared_whoever_shows_a_token(string shown, string? owner)
    {
        var lengths = new List<int>();
        var tokens = new TokenSet(Keys.All, (one, other) =>
        {
            lengths.Add(one.Length);
            lengths.Add(other.Length);
            return CryptographicOperations.FixedTimeEquals(one, other);
        });
        tokens.Find(shown)?.Owner.ShouldBe(owner);
        (tokens.Find(shown) is null).ShouldBe(owner is null);
        lengths.ShouldBe(Enumerable.Repeat(SHA256.HashSizeInBytes, 2 * 2 * Keys.All.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("too-short-0123456789")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("0123456789abcdef0123456789 abcdefghij")]
    [InlineData("0123456789abcdef0123456789äabcdefghij")]
    public void What_could_be_guessed_is_no_token(string text)
    {
        TokenText.Refuse(text).ShouldNotBeNull().Code.ShouldBe("gateway.weak-token");
        Should.Throw<ArgumentException>(() => GatewayToken.Of("a", "a", Role.Viewer, text));
        // Not even where its hash was configured.
        new TokenSet([new GatewayToken("a", "a", Role.Admin, TokenText.Hash(text))]).Find(text).ShouldBeNull();
    }

    [Fact]
    public void A_token_does_not_print_its_hash() => Keys.All[0].ToString().ShouldBe("alice");
}
