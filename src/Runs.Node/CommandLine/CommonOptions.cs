using System.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Hocon;

namespace Runs.Node.CommandLine;

/// <summary>The options that every verb has.</summary>
internal static class CommonOptions
{
    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIR",
        Description = "The data directory. Default: runs.data-directory of the configuration, else $XDG_STATE_HOME/runs, else ~/.local/state/runs.",
    };

    private static readonly Option<string[]> Config = new("--config")
    {
        HelpName = "FILE",
        Description = "A configuration file. May be given again; later ones win.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        HelpName = "KEY=VALUE",
        Description = "Sets one key of the configuration, or with fork a value of the strategy. May be given again.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Writes JSON, one object a line, to standard output." };

    /// <summary>Adds them to a verb.</summary>
    public static void AddTo(Command verb)
    {
        verb.Add(Data);
        verb.Add(Config);
        verb.Add(Set);
        verb.Add(Json);
    }

    /// <summary>All that <c>--set</c> was given.</summary>
    public static IReadOnlyList<string> Sets(ParseResult parsed) => parsed.GetValue(Set) ?? [];

    /// <summary>Whether JSON is wanted.</summary>
    public static bool AsJson(ParseResult parsed) => parsed.GetValue(Json);

    /// <summary>Whether the data directory is named.</summary>
    public static bool NamesData(ParseResult parsed) => parsed.GetValue(Data) is not null;

    /// <summary>Reads the configuration; the data directory in it is a full path.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isSetting">Which of what <c>--set</c> was given is of the configuration.</param>
    /// <param name="settings">What options of the verb set, as key=value.</param>
    public static NodeOptions Read(ParseResult parsed, Func<string, bool> isSetting, IEnumerable<string> settings)
    {
        var sources = new ConfigurationSources([.. parsed.GetValue(Config) ?? []], [.. Sets(parsed).Where(isSetting), .. settings], EnvironmentVariables.OfProcess());
        var options = sources.Read();
        return options with { DataDirectory = Path.GetFullPath(parsed.GetValue(Data) ?? OrDefault(options.DataDirectory)) };
    }

    private static string OrDefault(string configured) => configured.Length > 0 ? configured : DefaultDataDirectory.Path();
}
