using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon.Values;

/// <summary>A list. Lists are replaced as a whole, never merged.</summary>
internal sealed class ConfigList(IReadOnlyList<ConfigValue> items, Origin origin) : ConfigValue(origin)
{
    /// <summary>The elements in the order in which they were written.</summary>
    public IReadOnlyList<ConfigValue> Items { get; } = items;

    /// <inheritdoc/>
    public override string Describe(KeyPath key) => "a list";
}
