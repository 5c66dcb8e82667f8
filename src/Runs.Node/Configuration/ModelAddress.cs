using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;

namespace Runs.Node.Configuration;

/// <summary>Reads the address of a provider.</summary>
internal static class ModelAddress
{
    /// <summary>An http or https address without a user, query or fragment.</summary>
    /// <param name="config">The provider.</param>
    /// <param name="key">The key of the address.</param>
    /// <param name="carriesKey">Whether a key is sent there, which takes https except to this machine.</param>
    public static Uri Read(Config config, KeyPath key, bool carriesKey)
    {
        // What isn't understood may hold a password, so it is not quoted.
        if (!Uri.TryCreate(config.GetString(key), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw Malformed(config, key, "an http or https address such as https://api.openai.com/v1");
        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw Malformed(config, key, "an address without user, query and fragment; the provider's key goes into the environment variable that api-key-env names");
        if (carriesKey && address.Scheme == "http" && !address.IsLoopback)
            throw Malformed(config, key, "an https address, because a key is not sent in the clear to another machine");
        return address;
    }

    private static ConfigException Malformed(Config config, KeyPath key, string expected) =>
        ConfigException.Malformed(config.GetOrigin(key), $"{key} of a model provider must be {expected}");
}
