using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon.Values;

/// <summary>A node of the configuration tree.</summary>
internal abstract class ConfigValue(Origin origin)
{
    /// <summary>Where the value was written.</summary>
    public Origin Origin { get; protected set; } = origin;

    /// <summary>What the value is, in the words of an error about the given key; hides secrets.</summary>
    public abstract string Describe(KeyPath key);

    /// <summary>A value that can be merged into without changing this one.</summary>
    public virtual ConfigValue Copy() => this;
}
