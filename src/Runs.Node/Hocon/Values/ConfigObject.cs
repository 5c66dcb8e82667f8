using System.Diagnostics.CodeAnalysis;
using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon.Values;

/// <summary>Named values in the order in which they were first written. Later values override, objects merge.</summary>
internal sealed class ConfigObject(Origin origin) : ConfigValue(origin)
{
    private readonly OrderedDictionary<string, ConfigValue> _members = new(StringComparer.Ordinal);

    /// <summary>The members in order.</summary>
    public IReadOnlyList<KeyValuePair<string, ConfigValue>> Members => _members;

    /// <summary>Finds the member of that exact name.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out ConfigValue value) => _members.TryGetValue(name, out value);

    /// <summary>Sets a value some levels down. The object takes the value over: it may merge into it later.</summary>
    public void Put(KeyPath path, ConfigValue value)
    {
        for (var i = path.Names.Length - 1; i > 0; i--)
        {
            var parent = new ConfigObject(value.Origin);
            parent.Put(path.Names[i], value);
            value = parent;
        }

        Put(path.Names[0], value);
    }

    /// <summary>Sets a direct member over the one that may be there. The object takes the value over.</summary>
    public void Put(string name, ConfigValue value) =>
        _members[name] = _members.TryGetValue(name, out var lower) ? Merge(lower, value) : value;

    /// <summary>Sets all members of another object over those of this one, and takes them over.</summary>
    public void Absorb(ConfigObject upper)
    {
        Origin = upper.Origin;
        foreach (var (name, value) in upper.Members) Put(name, value);
    }

    /// <inheritdoc/>
    public override string Describe(KeyPath key) => "an object";

    /// <inheritdoc/>
    public override ConfigValue Copy()
    {
        var copy = new ConfigObject(Origin);
        foreach (var (name, value) in _members) copy._members.Add(name, value.Copy());
        return copy;
    }

    private static ConfigValue Merge(ConfigValue lower, ConfigValue upper)
    {
        switch (upper)
        {
            case ConfigObject over when lower is ConfigObject under:
                under.Absorb(over);
                return under;

            // What is hidden inside the upper one lies between the two, and must stay there.
            case PendingMerge pending:
                return Merge(Merge(lower, pending.Lower), pending.Upper);

            // An optional substitution may turn out to be nothing, and a substituted value may hide the object below it.
            case Concatenation:
            case ConfigObject when lower is Concatenation or PendingMerge:
                return new PendingMerge(upper, lower);

            default:
                return upper;
        }
    }
}
