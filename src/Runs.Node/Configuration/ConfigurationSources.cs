using System.Collections.Immutable;
using Runs.Node.CommandLine;
using Runs.Node.Hocon;

namespace Runs.Node.Configuration;

/// <summary>Where the configuration comes from.</summary>
/// <param name="Files">The files that the user names; later ones win.</param>
/// <param name="Overrides">What the command line sets, as key=value.</param>
/// <param name="Environment">The environment.</param>
internal sealed record ConfigurationSources(
    ImmutableArray<string> Files, ImmutableArray<string> Overrides, EnvironmentVariables Environment)
{
    /// <summary>The options: command line over environment over files over reference.conf.</summary>
    /// <exception cref="ConfigException">Something is missing, malformed or not allowed.</exception>
    /// <exception cref="UserError">Keys that nothing reads.</exception>
    public NodeOptions Read()
    {
        ConfigLayer[] given =
        [
            ConfigLayer.FromCommandLine(Overrides),
            Environment.ToLayer(),
            .. Files.Reverse().Select(ConfigLayer.FromFile),
        ];
        var config = Config.Layer(Environment, [.. given, BuiltInFile.Read(BuiltInFile.Reference)]);
        RefuseUnknownKeys(config);
        var options = NodeSettings.All.Aggregate(new NodeOptions(), (options, setting) => setting.Read(options, config));

        // A model of the user's replaces a built-in one as a whole: half of each would be neither.
        var models = ScriptedModels.Read(config);
        var builtIn = options.BuiltInModels ? ScriptedModels.Read(Config.Layer(Environment, BuiltInFile.Read(BuiltInFile.Models))) : [];
        var read = options with
        {
            ReadTokens = () => GatewayTokens.Read(config, Environment),
            System = options.System with { Admission = AdmissionSettings.Read(config) },
            Models = [.. models, .. builtIn.Where(model => models.All(own => own.Name != model.Name))],
            Providers = ModelProviders.Read(config, Environment),
        };
        return read with { CheckNode = () => ClusterRules.Check(read, config) };
    }

    private static void RefuseUnknownKeys(Config config)
    {
        var unknown = config.FindUnknownKeys([.. NodeSettings.All.Select(setting => setting.Key), .. ScriptedModels.Keys, .. ModelProviders.Keys, .. GatewayTokens.Keys, .. AdmissionSettings.Keys], "runs");
        if (unknown.Count > 0)
            throw new UserError(UnknownKey.Code, string.Join('\n', unknown.Select(key => key.Message)));
    }
}
