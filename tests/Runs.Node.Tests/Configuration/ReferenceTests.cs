using System.Collections.Immutable;
using System.Reflection;
using Runs.Node.Configuration;
using Runs.Node.Hocon;

namespace Runs.Node.Tests.Configuration;

public sealed class ReferenceTests
{
    /// <summary>One value of each type; a setting takes those of its own.</summary>
    private static readonly string[] OtherValues = ["7", "7s", "7KiB", "false", "true", "error", "lines", "other", "postgres", "database", "[/]", "[\"10.0.0.0/8\"]", "[\"TOKEN@h.example\"]"];

    /// <summary>What isn't configured: parts, clocks, what a verb decides, and what all nodes of a cluster must agree on.</summary>
    private static readonly string[] NotConfigured =
    [
        "System.BaseDirectory", "System.NewId", "System.LaneThread", "System.Dispatches", "System.LiveDirectory", "System.Runtime.WakeDueStreams",
        "System.Runtime.Cluster.Version", "System.Runtime.Cluster.IsAlone",
        "Links.HelloWithin", "Links.ConnectWithin", "Links.FirstBackoff", "Links.LongestBackoff", "Links.HoldFor", "Links.CloseWithin", "Links.MaxControlBytes", "Links.MaxLiveBytes", "Links.MaxFrame", "Links.MaxUnproven",
        "Journal.Time", "Process.RecordDirectory", "Http.ReadVariable", "Gateway.Tokens", "ReadTokens", "CheckNode", "Models",
    ];

    public static TheoryData<string> Keys => [.. NodeSettings.All.Select(setting => setting.Key.ToString())];

    [Fact]
    public void The_defaults_of_reference_conf_are_those_of_the_code()
    {
        var read = Read();
        var code = new NodeOptions();
        foreach (var setting in NodeSettings.All)
            setting.Write(read).ShouldBe(setting.Write(code), setting.Key.ToString());
    }

    [Fact]
    public void Reference_conf_has_every_key_and_no_other() => Config.Layer(EnvironmentVariables.None, BuiltInFile.Read(BuiltInFile.Reference))
        .LeafKeys().Select(key => key.ToString())
        .Where(key => !key.StartsWith("runs.models.providers.anthropic.", StringComparison.Ordinal))
        .ShouldBe(
            [
                .. NodeSettings.All.Select(setting => setting.Key.ToString()),
                "runs.gateway.tokens",
                "runs.models.scripted",
                "runs.limits",
                .. AdmissionSettings.Members.Select(member => $"runs.queues.default.{member}"),
                .. ModelProviders.Members.Select(member => $"runs.models.providers.openai.{member}"),
            ],
            ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_sets_its_option_and_is_written_back(string key)
    {
        var setting = NodeSettings.All.Single(setting => setting.Key.ToString() == key);
        var changed = Changed(setting);
        setting.Write(changed).ShouldNotBe(setting.Write(new NodeOptions()));
        setting.Write(Read($"{key}={setting.Write(changed).Trim('"')}")).ShouldBe(setting.Write(changed));
        NodeSettings.All.Where(other => other != setting).ShouldAllBe(other => other.Write(changed) == other.Write(new NodeOptions()));
    }

    [Fact]
    public void Every_option_has_a_key()
    {
        var keys = NodeSettings.All.Select(setting => $"{setting.Key}={setting.Write(Changed(setting)).Trim('"')}");
        var changed = Read([.. keys]);
        Same(changed, new NodeOptions(), "").ShouldBe(NotConfigured, ignoreOrder: true);
    }

    private static NodeOptions Changed(Setting setting)
    {
        foreach (var value in OtherValues)
        {
            try
            {
                var changed = Read($"{setting.Key}={value}");
                if (setting.Write(changed) != setting.Write(new NodeOptions()))
                    return changed;
            }
            catch (ConfigException)
            {
                // Another type's.
            }
        }

        throw new InvalidOperationException($"{setting.Key} takes none of the values; add one.");
    }

    private static NodeOptions Read(params string[] overrides) => new ConfigurationSources([], [.. overrides], EnvironmentVariables.None).Read();

    private static IEnumerable<string> Same(object left, object right, string within)
    {
        foreach (var property in left.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var (one, other) = (property.GetValue(left), property.GetValue(right));
            var isRecord = property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal) || property.PropertyType.Name == "RunSettings";
            if (isRecord)
            {
                foreach (var inner in Same(one!, other!, $"{within}{property.Name}."))
                    yield return inner;
            }
            else if (property.Name == nameof(NodeOptions.Models) || Equals(one, other) || one is Delegate)
            {
                yield return within + property.Name;
            }
        }
    }
}
