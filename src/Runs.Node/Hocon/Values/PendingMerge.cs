using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon.Values;

/// <summary>Two values for one key, of which a substitution decides later what remains. Not part of a resolved tree.</summary>
internal sealed class PendingMerge : ConfigValue
{
    private readonly int _height;

    /// <exception cref="ConfigException"><c>config.malformed</c>: too many of them lie on top of each other.</exception>
    public PendingMerge(ConfigValue upper, ConfigValue lower)
        : base(upper.Origin)
    {
        Upper = upper;
        Lower = lower;
        _height = lower is PendingMerge below ? below._height + 1 : 1;
        if (_height > ConfigLimits.Depth)
            throw ConfigException.Malformed(upper.Origin, $"more than {ConfigLimits.Depth} substitutions override each other here");
    }

    /// <summary>The value that counts if it turns out to be one.</summary>
    public ConfigValue Upper { get; }

    /// <summary>The value that was there before.</summary>
    public ConfigValue Lower { get; }

    /// <inheritdoc/>
    public override string Describe(KeyPath key) => "a substitution";

    /// <inheritdoc/>
    public override ConfigValue Copy() => new PendingMerge(Upper.Copy(), Lower.Copy());
}
