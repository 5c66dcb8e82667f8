using System.Collections.Immutable;
using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;
using Runs.Steps.Models.Providers;

namespace Runs.Node.Configuration;

/// <summary>Reads the providers of real models. Their keys are in the environment and nowhere else.</summary>
internal static class ModelProviders
{
    private static readonly KeyPath Place = "runs.models.providers";

    private static readonly SettingType<ModelApi> Api = SettingTypes.Choice<ModelApi>();

    /// <summary>What a provider may have.</summary>
    public static ImmutableArray<string> Members { get; } =
        ["type", "base-url", "api-key-env", "idle-timeout", "reply-limit", "max-output-tokens", "max-tokens-field", "top-k"];

    /// <summary>The keys that are read.</summary>
    public static IEnumerable<KeyPath> Keys { get; } = [Place, .. Members.Select(member => Place.Child("<name>").Child(member))];

    /// <summary>The providers, in the order of the files.</summary>
    public static ImmutableArray<ModelProviderOptions> Read(Config config, EnvironmentVariables environment)
    {
        var providers = config.GetObjectOrNull(Place);
        return providers is null ? [] : [.. providers.Names.Select(name => Read(name, providers, environment))];
    }

    private static ModelProviderOptions Read(string name, Config providers, EnvironmentVariables environment)
    {
        var config = providers.GetObject(KeyPath.Of(name));
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal))
            throw ConfigException.Malformed(providers.GetOrigin(KeyPath.Of(name)), "a provider's name is not empty and has no slash, for its models are named provider/model");

        var variable = VariableName.Read(config, "api-key-env", "the key");
        var hasKey = ApiKey.TryCreate(variable.Length == 0 ? null : environment.Find(KeyPath.Of(variable)), out var key);
        var provider = new ModelProviderOptions
        {
            Name = name,
            Api = Api.Read(config, "type"),
            BaseUrl = ModelAddress.Read(config, "base-url", hasKey),
            KeyVariable = variable,
            Key = key,
        };
        return provider with
        {
            IdleTimeout = Optional(config, "idle-timeout", SettingTypes.Duration, provider.IdleTimeout),
            ReplyLimit = Optional(config, "reply-limit", SettingTypes.Size, provider.ReplyLimit),
            MaxOutputTokens = config.Has("max-output-tokens") ? SettingTypes.Count.Read(config, "max-output-tokens") : null,
            MaxTokensField = Optional(config, "max-tokens-field", SettingTypes.Name, provider.MaxTokensField),
            SendsTopK = Optional(config, "top-k", SettingTypes.Switch, provider.SendsTopK),
        };
    }

    private static T Optional<T>(Config config, string key, SettingType<T> type, T otherwise) => config.Has(key) ? type.Read(config, key) : otherwise;
}
