namespace Runs.Domain.Strategies;

/// <summary>The variables of a system prompt: which values they may have, and how each is looked up.</summary>
internal static class PromptVariables
{
    /// <summary>Whether a node is a text, number, boolean, list of texts or map of texts.</summary>
    public static bool IsValue(SourceNode node) => node switch
    {
        SourceArray array => array.Items.Items.All(item => item is SourceString),
        SourceObject map => map.Members.Items.All(member => member.Value is SourceString),
        _ => node is SourceString or SourceNumber or SourceBoolean,
    };

    /// <summary>Finds <c>name</c>, or <c>name.key</c> in a map; null when there is no such text.</summary>
    public static string? Find(SourceObject? variables, string path)
    {
        SourceNode? node = variables;
        foreach (var name in path.Split('.'))
            node = (node as SourceObject)?.Members.Items.FirstOrDefault(member => member.Name == name)?.Value;

        return node switch
        {
            SourceString text => text.Value,
            SourceNumber number => number.Text,
            SourceBoolean flag => flag.Value ? "true" : "false",
            SourceArray array => string.Concat(array.Items.Items.OfType<SourceString>().Select(item => item.Value)),
            _ => null,
        };
    }
}
