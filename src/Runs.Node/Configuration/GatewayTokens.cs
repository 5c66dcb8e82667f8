using System.Collections.Immutable;
using Runs.Domain;
using Runs.Gateway.Access;
using Runs.Gateway.Access.Tokens;
using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;

namespace Runs.Node.Configuration;

/// <summary>Reads who may connect. A token is in the environment, or known by its hash; files never hold one.</summary>
internal static class GatewayTokens
{
    private const int HashLength = 64;
    private const int LongestName = 64;

    private static readonly KeyPath Place = "runs.gateway.tokens";

    private static readonly SettingType<Role> Roles = SettingTypes.Choice<Role>();

    /// <summary>The keys that are read.</summary>
    public static IEnumerable<KeyPath> Keys { get; } =
        [Place, .. new[] { "token-env", "sha256", "role", "owner" }.Select(member => Place.Child("<name>").Child(member))];

    /// <summary>The tokens, in the order of the files.</summary>
    /// <exception cref="ConfigException">One is incomplete, weak, there twice, or its variable isn't set.</exception>
    public static ValueArray<GatewayToken> Read(Config config, EnvironmentVariables environment)
    {
        if (config.GetObjectOrNull(Place) is not { } entries)
            return [];
        var tokens = ImmutableArray.CreateBuilder<GatewayToken>();
        foreach (var name in entries.Names)
        {
            var token = Read(name, entries, environment);
            if (tokens.Any(other => other.IsSame(token)))
                throw Malformed(entries, KeyPath.Of(name), "this token is another entry's too, so that it isn't clear who shows it");
            tokens.Add(token);
        }

        return [.. tokens];
    }

    private static GatewayToken Read(string name, Config entries, EnvironmentVariables environment)
    {
        var entry = entries.GetObject(KeyPath.Of(name));
        var owner = entry.GetStringOrNull("owner") ?? name;
        if (!IsName(name) || !IsName(owner))
            throw Malformed(entries, KeyPath.Of(name), $"the name and owner of a token have 1 to {LongestName} letters, digits and . _ - @");
        if (entry.Has("token-env") == entry.Has("sha256"))
            throw Malformed(entries, KeyPath.Of(name), "a token has either token-env, the variable that holds it, or sha256, its hash");
        var role = Roles.Read(entry, "role");
        return entry.Has("sha256")
            ? new GatewayToken(name, owner, role, Hash(entry, "sha256"))
            : GatewayToken.Of(name, owner, role, Text(entry, "token-env", environment));
    }

    /// <summary>What isn't understood may be the token itself, so it is not quoted.</summary>
    private static byte[] Hash(Config entry, KeyPath key) =>
        entry.GetString(key) is { Length: HashLength } hex && hex.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(hex)
            : throw Malformed(entry, key, $"the SHA-256 of a token has {HashLength} hexadecimal digits");

    /// <summary>A variable that isn't set would open the door by a mistake in another place, so it is refused.</summary>
    private static string Text(Config entry, KeyPath key, EnvironmentVariables environment)
    {
        var variable = VariableName.Read(entry, key, "the token");
        var token = environment.Find(KeyPath.Of(variable));
        if (string.IsNullOrEmpty(token))
            throw ConfigException.Absent(entry.GetOrigin(key), $"the environment variable {variable} isn't set, which holds a token");
        return TokenText.Refuse(token) is { } weak
            ? throw Malformed(entry, key, $"what the environment variable {variable} holds is no token. {weak.Message}")
            : token;
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@');

    private static ConfigException Malformed(Config config, KeyPath key, string problem) => ConfigException.Malformed(config.GetOrigin(key), problem);
}
