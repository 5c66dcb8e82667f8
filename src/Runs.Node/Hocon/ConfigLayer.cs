using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Parsing;
using Runs.Node.Hocon.Values;

namespace Runs.Node.Hocon;

/// <summary>What one source sets. Substitutions stay open until <see cref="Config.Layer"/> has merged all sources.</summary>
internal sealed class ConfigLayer(ConfigObject root)
{
    /// <summary>The tree of this layer alone.</summary>
    public ConfigObject Root { get; } = root;

    /// <summary>Reads a file and what it includes, at most <see cref="ConfigLimits.Bytes"/> together.</summary>
    /// <param name="path">Relative to the working directory, or absolute; errors name it as given.</param>
    /// <exception cref="ConfigException">The file is missing, unreadable, too large or malformed.</exception>
    public static ConfigLayer FromFile(string path) => new(Includes.ReadFile(path));

    /// <summary>Reads a text that cannot include files, such as an embedded resource.</summary>
    /// <param name="text">At most <see cref="ConfigLimits.Bytes"/> characters.</param>
    /// <param name="source">What errors name.</param>
    /// <exception cref="ConfigException"><c>config.malformed</c>.</exception>
    public static ConfigLayer FromText(string text, string source)
    {
        var origin = new Origin(source, 1, 1);
        new ByteBudget().Spend(text.Length, origin);
        return new(new DocumentParser(new Cursor(text, origin), Includes.None).ReadDocument(0));
    }

    /// <summary>
    /// Reads overrides written <c>key=value</c>. The key is written as in a file; the value is all that follows the first equals sign,
    /// taken as it is, without quotation marks, escapes or substitutions. A list is written <c>key=[a, b]</c>. The last one wins.
    /// </summary>
    /// <exception cref="ConfigException"><c>config.malformed</c>.</exception>
    public static ConfigLayer FromCommandLine(IEnumerable<string> overrides)
    {
        var source = new Origin("command line");
        var root = new ConfigObject(source);
        foreach (var pair in overrides)
        {
            var cursor = new Cursor(pair, source);
            var key = KeyText.Read(cursor);
            if (!cursor.TryTake('=')) throw cursor.Fail($"after the key {key} an equals sign and a value were expected");

            root.Put(key, new ConfigScalar(cursor.TakeRest(), source));
        }

        return new(root);
    }
}
