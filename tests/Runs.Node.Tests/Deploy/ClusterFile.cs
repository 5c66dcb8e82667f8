using Runs.Node.Configuration;
using Runs.Node.Hocon;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Deploy;

/// <summary>The configuration that containers share, read as a node reads it.</summary>
internal static class ClusterFile
{
    public const string Path = "deploy/k8s/cluster.conf";

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["RUNS_CONNECTION"] = "Host=postgres;Database=runs;Username=runs;Password=secret",
        ["RUNS_CLUSTER_SECRET"] = "0123456789abcdef0123456789abcdef",
        ["RUNS_OPS_TOKEN_SHA256"] = new string('a', 64),
    };

    /// <summary>The options, secrets given; throws for a key that nothing reads.</summary>
    public static NodeOptions Read() => Read(new EnvironmentVariables(Environment));

    public static NodeOptions Read(EnvironmentVariables environment) =>
        new ConfigurationSources([SourceTree.Path(Path)], [], environment).Read();

    /// <summary>A time that is set in it, or else in the reference.</summary>
    public static TimeSpan Time(string key) => Layered.GetDuration(key);

    /// <summary>A text that is set in it, or else in the reference.</summary>
    public static string Text(string key) => Layered.GetString(key);

    /// <summary>The longest that a node takes from SIGTERM to its end, all graces used up.</summary>
    public static TimeSpan LongestEnd =>
        2 * Time("runs.cluster.hand-off-deadline") + Time("runs.node.shutdown-grace") + TimeSpan.FromSeconds(10) + Time("runs.gateway.close-timeout");

    private static Config Layered { get; } = Config.Layer(
        new EnvironmentVariables(Environment), ConfigLayer.FromFile(SourceTree.Path(Path)), BuiltInFile.Read(BuiltInFile.Reference));
}
