using Runs.Node.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Runs.Node.Tests.Deploy;

/// <summary>Reads the YAML of what is deployed strictly: a key that is there twice is refused.</summary>
internal static class YamlText
{
    /// <summary>The documents of a file.</summary>
    public static IReadOnlyList<YamlNode> Documents(string relative) => Parse(SourceTree.Read(relative));

    public static IReadOnlyList<YamlNode> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(text))));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>What is at a path of keys and, in lists, numbers; <see langword="null"/> where nothing is.</summary>
    public static YamlNode? Find(this YamlNode node, params object[] path) => path.Aggregate((YamlNode?)node, (at, step) => (at, step) switch
    {
        (YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null,
        (YamlSequenceNode list, int index) when index < list.Children.Count => list.Children[index],
        _ => null,
    });

    /// <summary>The text at a path; <see langword="null"/> where none is.</summary>
    public static string? Text(this YamlNode node, params object[] path) => (node.Find(path) as YamlScalarNode)?.Value;

    /// <summary>What is in the list at a path.</summary>
    public static IReadOnlyList<YamlNode> List(this YamlNode node, params object[] path) =>
        node.Find(path) is YamlSequenceNode list ? [.. list.Children] : [];

    /// <summary>The texts in the list at a path.</summary>
    public static IReadOnlyList<string> Texts(this YamlNode node, params object[] path) =>
        [.. node.List(path).Select(item => ((YamlScalarNode)item).Value!)];

    /// <summary>The keys of the object at a path.</summary>
    public static IReadOnlyList<string> Keys(this YamlNode node, params object[] path) =>
        node.Find(path) is YamlMappingNode map ? [.. map.Children.Keys.Select(key => ((YamlScalarNode)key).Value!)] : [];

    /// <summary>The object at a path, as words.</summary>
    public static IReadOnlyDictionary<string, string> Pairs(this YamlNode node, params object[] path) =>
        node.Keys(path).ToDictionary(key => key, key => node.Text([.. path, key])!);
}
