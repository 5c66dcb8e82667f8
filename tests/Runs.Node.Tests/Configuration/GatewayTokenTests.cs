using System.Security.Cryptography;
using System.Text;
using Runs.Gateway.Access;
using Runs.Gateway.Access.Tokens;
using Runs.Node.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Hocon;
using Runs.Node.Tests.Hocon;

namespace Runs.Node.Tests.Configuration;

public sealed class GatewayTokenTests
{
    private const string Secret = "0123456789abcdefghij0123456789ABCDEFGHIJ";

    private static readonly string Hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    [Fact]
    public void No_tokens_are_set_by_default() => Read().ShouldBeEmpty();

    [Fact]
    public void A_token_comes_from_the_variable_that_is_named_and_its_owner_is_its_name()
    {
        var token = Read("alice { token-env = RUNS_TOKEN, role = operator }").ShouldHaveSingleItem();
        token.Caller.ShouldBe(new Caller("alice", Role.Operator) { Token = "alice" });
        token.IsSame(GatewayToken.Of("other", "other", Role.Viewer, Secret)).ShouldBeTrue();
    }

    [Fact]
    public void A_token_is_known_by_its_hash_too()
    {
        var token = Read($"ops {{ sha256 = {Hash}, role = admin, owner = \"team@example.org\" }}").ShouldHaveSingleItem();
        token.Caller.ShouldBe(new Caller("team@example.org", Role.Admin) { Token = "ops" });
        token.IsSame(GatewayToken.Of("other", "other", Role.Viewer, Secret)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("alice { token-env = RUNS_TOKEN }", "role")]
    [InlineData("alice { token-env = RUNS_TOKEN, role = king }", "one of viewer, operator, admin")]
    [InlineData("alice { role = admin }", "either token-env")]
    [InlineData("alice { token-env = RUNS_TOKEN, sha256 = ab, role = admin }", "either token-env")]
    [InlineData("alice { token-env = UNSET, role = admin }", "UNSET isn't set")]
    [InlineData("alice { token-env = SHORT, role = admin }", "32 to 512 characters")]
    [InlineData("alice { token-env = SAME, role = admin }", "different characters")]
    [InlineData("alice { token-env = BLANK, role = admin }", "no characters but")]
    [InlineData($"alice {{ token-env = {Secret}, role = admin }}", "the name of an environment variable")]
    [InlineData($"alice {{ sha256 = {Secret}, role = admin }}", "64 hexadecimal digits")]
    [InlineData("\"a b\" { token-env = RUNS_TOKEN, role = admin }", "the name and owner of a token")]
    [InlineData("alice { token-env = RUNS_TOKEN, role = admin, owner = \"\" }", "the name and owner of a token")]
    [InlineData("alice { token-env = RUNS_TOKEN, role = admin }, bob { token-env = RUNS_TOKEN, role = viewer }", "another entry's too")]
    public void What_is_incomplete_or_weak_is_refused_and_nothing_secret_shown(string tokens, string problem)
    {
        var error = Should.Throw<ConfigException>(() => Read(tokens));
        error.Message.ShouldContain(problem);
        error.Message.ShouldNotContain(Secret);
        error.Message.ShouldNotContain("tooshort");
        if (error.Code != ConfigCodes.Missing || error.Origin is not null)
            error.Message.ShouldContain("gateway.conf:1:");
    }

    [Fact]
    public void A_token_in_a_file_is_refused_and_not_shown()
    {
        var error = Should.Throw<UserError>(() => Read($"alice {{ token = {Secret}, role = admin }}"));
        error.Message.ShouldContain("runs.gateway.tokens.alice.token");
        error.Message.ShouldNotContain(Secret);
    }

    [Fact]
    public void Whoever_does_not_serve_needs_no_tokens()
    {
        using var directory = new TemporaryFiles();
        var file = directory.Write("gateway.conf", "runs.gateway.tokens { alice { token-env = UNSET, role = admin } }");
        new ConfigurationSources([file], [], EnvironmentVariables.None).Read().Gateway.Tokens.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("/there/is/no/such/directory")]
    public void A_root_is_a_directory_that_exists(string root)
    {
        using var directory = new TemporaryFiles();
        var file = directory.Write("gateway.conf", $"runs.gateway.roots = [\"{root}\"]");
        Should.Throw<ConfigException>(() => new ConfigurationSources([file], [], EnvironmentVariables.None).Read())
            .Message.ShouldContain("gateway.conf:1:");
    }

    private static IReadOnlyList<GatewayToken> Read(string? tokens = null)
    {
        using var directory = new TemporaryFiles();
        var file = directory.Write("gateway.conf", tokens is null ? "" : $"runs.gateway.tokens {{ {tokens} }}");
        var environment = new EnvironmentVariables(new Dictionary<string, string>
        {
            ["RUNS_TOKEN"] = Secret,
            ["SHORT"] = "tooshort",
            ["SAME"] = new string('a', 40),
            ["BLANK"] = Secret + " tooshort",
        });
        return [.. new ConfigurationSources([file], [], environment).Read().ReadTokens()];
    }
}
