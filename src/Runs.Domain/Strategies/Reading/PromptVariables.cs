namespace Runs.Domain.Strategies;

/// <summary>The variables of a system prompt: which values they may have, and how each is looked up.</summary>
internal sealed class PromptVariables
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    public PromptVariables(SourceObject? variables)
    {
        foreach (var variable in variables?.Members ?? [])
            Add(variable.Name, variable.Value);
    }

    /// <summary>Whether a node is a text, number, boolean, list of texts or map of texts.</summary>
    public static bool IsValue(SourceNode node) => node switch
    {
        SourceArray array => array.Items.Items.All(item => item is SourceString),
        SourceObject map => map.Members.Items.All(member => member.Value is SourceString),
        _ => node is SourceString or SourceNumber or SourceBoolean,
    };

    /// <summary>Finds <c>name</c>, or <c>name.key</c> in a map; null when there is no such text.</summary>
    public string? Find(string path) => texts.GetValueOrDefault(path);

    private void Add(string name, SourceNode value)
    {
        switch (value)
        {
            case SourceString text:
                texts[name] = text.Value;
                break;
            case SourceNumber number:
                texts[name] = number.Text;
                break;
            case SourceBoolean flag:
                texts[name] = flag.Value ? "true" : "false";
                break;
            case SourceArray array:
                texts[name] = string.Concat(array.Items.Items.OfType<SourceString>().Select(item => item.Value));
                break;
            case SourceObject map:
                foreach (var member in map.Members)
                    Add($"{name}.{member.Name}", member.Value);
                break;
        }
    }
}
