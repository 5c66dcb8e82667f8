using System.Collections;
using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Values;

namespace Runs.Node.Hocon;

/// <summary>
/// The variables that substitutions may name, and that set keys by themselves when their name starts with <c>RUNS__</c>. In such a name
/// two underscores stand for a dot and one for a dash, and letters become lower case: <c>RUNS__RUN__MAX_STEPS</c> sets
/// <c>runs.run.max-steps</c>. Keys that need quotation marks cannot be set this way; substitute a variable in a file instead.
/// </summary>
internal sealed class EnvironmentVariables(IReadOnlyDictionary<string, string> variables)
{
    private const string Prefix = "RUNS__";
    private const string Dot = "__";

    /// <summary>No variables at all.</summary>
    public static EnvironmentVariables None { get; } = new(new Dictionary<string, string>());

    /// <summary>The variables that this process was started with.</summary>
    public static EnvironmentVariables OfProcess() => new(Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal));

    /// <summary>The value of the variable that has the path for its name, dots included; null if there is none.</summary>
    public string? Find(KeyPath path) => variables.GetValueOrDefault(string.Join('.', path.Names));

    /// <summary>The keys that variables set by their name. Values are taken as they are, without quotation marks or escapes.</summary>
    /// <exception cref="ConfigException"><c>config.malformed</c>: a name starts with <c>RUNS__</c>, but no key can be made of it.</exception>
    public ConfigLayer ToLayer()
    {
        var root = new ConfigObject(new Origin("environment"));
        foreach (var (name, value) in variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal)) continue;

            var origin = new Origin($"environment variable {name}");
            root.Put(KeyOf(name, origin), new ConfigScalar(value, origin));
        }

        return new ConfigLayer(root);
    }

    private static KeyPath KeyOf(string variable, Origin origin)
    {
        var names = variable.Split(Dot).Select(part => part.Replace('_', '-').ToLowerInvariant()).ToArray();
        if (names.Length > ConfigLimits.Depth || names.Any(IsUnclear))
            throw ConfigException.Malformed(origin, "no key can be made of this name: separate words by one underscore and levels by two");

        return KeyPath.Of(names);
    }

    // Three underscores in a row could be read in two ways, so they are refused.
    private static bool IsUnclear(string name) => name.Length == 0 || name.StartsWith('-') || name.EndsWith('-');
}
