using Runs.Node.Hocon.Formats;
using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Values;

namespace Runs.Node.Hocon;

/// <summary>
/// The configuration in force, or one object of it. Paths are relative to that object; errors name the whole path and the place where
/// the value was written. Every accessor throws <see cref="ConfigException"/>: <c>config.missing</c> when there is no value and the
/// accessor needs one, <c>config.invalid</c> when there is another one than it takes. A null counts as no value.
/// </summary>
internal sealed class Config
{
    private readonly ConfigObject _root;
    private readonly KeyPath _path;

    private Config(ConfigObject root, KeyPath path)
    {
        _root = root;
        _path = path;
    }

    /// <summary>The names of the direct members, in the order in which they were first written; nulls are left out.</summary>
    public IEnumerable<string> Names => _root.Members.Where(member => member.Value is not ConfigNull).Select(member => member.Key);

    /// <summary>Merges layers, the first over the second and so on, and then replaces substitutions.</summary>
    /// <param name="environment">What substitutions may name besides keys.</param>
    /// <param name="highestFirst">Command line, environment, files, reference.</param>
    /// <exception cref="ConfigException">A substitution cannot be replaced.</exception>
    public static Config Layer(EnvironmentVariables environment, params ReadOnlySpan<ConfigLayer> highestFirst)
    {
        var merged = new ConfigObject(new Origin("configuration"));
        for (var i = highestFirst.Length - 1; i >= 0; i--) merged.Absorb((ConfigObject)highestFirst[i].Root.Copy());

        return new Config(new SubstitutionResolver(merged, environment).Resolve(), KeyPath.Root);
    }

    /// <summary>Whether there is a value other than null.</summary>
    public bool Has(KeyPath path) => Find(path) is not null;

    /// <summary>Where the value was written.</summary>
    public Origin GetOrigin(KeyPath path) => Require(path).Origin;

    /// <summary>Text; numbers and booleans as they were written.</summary>
    public string GetString(KeyPath path) => Read(path, ScalarFormats.Text);

    /// <summary>Text, or null if there is no value.</summary>
    public string? GetStringOrNull(KeyPath path) => Has(path) ? GetString(path) : null;

    /// <summary>A whole number of 32 bits.</summary>
    public int GetInt(KeyPath path) => Read(path, ScalarFormats.Int);

    /// <summary>A whole number of 32 bits, or null if there is no value.</summary>
    public int? GetIntOrNull(KeyPath path) => ReadOrNull(path, ScalarFormats.Int);

    /// <summary>A whole number of 64 bits.</summary>
    public long GetLong(KeyPath path) => Read(path, ScalarFormats.Long);

    /// <summary>A whole number of 64 bits, or null if there is no value.</summary>
    public long? GetLongOrNull(KeyPath path) => ReadOrNull(path, ScalarFormats.Long);

    /// <summary>A finite number.</summary>
    public double GetDouble(KeyPath path) => Read(path, ScalarFormats.Double);

    /// <summary>A finite number, or null if there is no value.</summary>
    public double? GetDoubleOrNull(KeyPath path) => ReadOrNull(path, ScalarFormats.Double);

    /// <summary>true, yes or on; false, no or off.</summary>
    public bool GetBool(KeyPath path) => Read(path, ScalarFormats.Bool);

    /// <summary>true, yes or on; false, no or off; null if there is no value.</summary>
    public bool? GetBoolOrNull(KeyPath path) => ReadOrNull(path, ScalarFormats.Bool);

    /// <summary>A number with a unit of time, zero or more. A number alone is refused: readers disagree about its unit.</summary>
    public TimeSpan GetDuration(KeyPath path) => Read(path, ScalarFormats.Duration);

    /// <summary>A number with a unit of time, or null if there is no value.</summary>
    public TimeSpan? GetDurationOrNull(KeyPath path) => ReadOrNull(path, ScalarFormats.Duration);

    /// <summary>A number with a unit of time, or <c>infinite</c>, which reads as <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan GetDurationOrInfinite(KeyPath path) => Read(path, ScalarFormats.DurationOrInfinite);

    /// <summary>A number of bytes: powers of 1000 (<c>kB, MB, GB, TB</c>) or of 1024 (<c>KiB, MiB, GiB, TiB</c>); bytes without a unit.</summary>
    public long GetSize(KeyPath path) => Read(path, ScalarFormats.Size);

    /// <summary>A number of bytes, or null if there is no value.</summary>
    public long? GetSizeOrNull(KeyPath path) => ReadOrNull(path, ScalarFormats.Size);

    /// <summary>A list of texts. From a variable or the command line, which hold text only, it is written <c>[a, b]</c>.</summary>
    public IReadOnlyList<string> GetStringList(KeyPath path) => StringListFormat.Read(_path.Append(path), Require(path));

    /// <summary>A list of texts; empty if there is no value.</summary>
    public IReadOnlyList<string> GetStringListOrEmpty(KeyPath path) => Has(path) ? GetStringList(path) : [];

    /// <summary>An object; <see cref="Names"/> lists what it holds, in order.</summary>
    public Config GetObject(KeyPath path) => AsObject(path, Require(path));

    /// <summary>An object, or null if there is no value.</summary>
    public Config? GetObjectOrNull(KeyPath path) => Find(path) is { } found ? AsObject(path, found) : null;

    /// <summary>The error to throw for a value that was read but is out of bounds.</summary>
    /// <param name="path">A key that has a value.</param>
    /// <param name="expected">Completes "must be …".</param>
    public ConfigException Invalid(KeyPath path, string expected) =>
        ConfigException.Invalid(_path.Append(path), Require(path), expected);

    /// <summary>The whole paths of all values that are not objects, and of empty objects, in the order of the file.</summary>
    public IEnumerable<KeyPath> LeafKeys() => ConfigLeaf.Within(_root, _path).Select(leaf => leaf.Key);

    /// <summary>Finds the keys that nothing reads.</summary>
    /// <param name="known">
    /// What is read: whole paths such as <c>runs.models.&lt;name&gt;.url</c>, where a name in angle brackets stands for any one name. A
    /// last <c>&lt;rest&gt;</c> stands for everything below.
    /// </param>
    /// <param name="prefixes">Only what stands within these paths is judged.</param>
    public IReadOnlyList<UnknownKey> FindUnknownKeys(IEnumerable<KeyPath> known, params IEnumerable<KeyPath> prefixes)
    {
        var patterns = known.Select(key => new KeyPattern(key)).ToList();
        var judged = prefixes.ToList();
        return
        [
            .. ConfigLeaf.Within(_root, _path)
                .Where(leaf => judged.Any(leaf.Key.IsWithin) && !patterns.Any(pattern => pattern.Matches(leaf.Key)))
                .Select(leaf => new UnknownKey(leaf.Key, leaf.Value.Origin, KeySuggestion.For(leaf.Key, patterns))),
        ];
    }

    private T Read<T>(KeyPath path, ScalarFormat<T> format) => format.Read(_path.Append(path), Require(path));

    private T? ReadOrNull<T>(KeyPath path, ScalarFormat<T> format)
        where T : struct => Find(path) is { } found ? format.Read(_path.Append(path), found) : null;

    private Config AsObject(KeyPath path, ConfigValue found) => found is ConfigObject members
        ? new Config(members, _path.Append(path))
        : throw ConfigException.Invalid(_path.Append(path), found, "an object");

    private ConfigValue Require(KeyPath path) => Locate(path) switch
    {
        null => throw ConfigException.Missing(_path.Append(path)),
        ConfigNull unset => throw ConfigException.Unset(_path.Append(path), unset.Origin),
        var found => found,
    };

    private ConfigValue? Find(KeyPath path) => Locate(path) is { } found and not ConfigNull ? found : null;

    private ConfigValue? Locate(KeyPath path)
    {
        ConfigValue? at = _root;
        var reached = _path;
        foreach (var name in path.Names)
        {
            // A value where an object belongs would otherwise go unnoticed by the optional accessors.
            if (at is not ConfigObject parent) return at is ConfigNull ? at : throw ConfigException.Invalid(reached, at, "an object");
            if (!parent.TryGet(name, out at)) return null;

            reached = reached.Child(name);
        }

        return at;
    }
}
