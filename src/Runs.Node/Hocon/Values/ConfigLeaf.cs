using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon.Values;

/// <summary>A value that holds no other keys, with its whole path.</summary>
internal readonly record struct ConfigLeaf(KeyPath Key, ConfigValue Value)
{
    /// <summary>All leaves of an object, in order. An empty object is one: somebody wrote that key.</summary>
    public static IEnumerable<ConfigLeaf> Within(ConfigObject root, KeyPath path)
    {
        foreach (var (name, value) in root.Members)
        {
            var key = path.Child(name);
            var leaves = value is ConfigObject { Members.Count: > 0 } inner ? Within(inner, key) : [new ConfigLeaf(key, value)];
            foreach (var leaf in leaves) yield return leaf;
        }
    }
}
