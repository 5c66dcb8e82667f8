using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon.Values;

/// <summary>An explicit null: takes back what was set before, and reads as if nothing had been set.</summary>
internal sealed class ConfigNull(Origin origin) : ConfigValue(origin)
{
    /// <inheritdoc/>
    public override string Describe(KeyPath key) => "null";
}
