using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon.Values;

/// <summary>
/// Replaces substitutions by the values that they name, once all layers are merged: so a later layer changes what an earlier one refers
/// to. A name is looked up in the configuration first and in the environment second.
/// </summary>
internal sealed class SubstitutionResolver(ConfigObject root, EnvironmentVariables environment)
{
    private readonly Dictionary<ConfigValue, ConfigValue?> _resolved = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Concatenation> _open = [];
    private int _charactersLeft = ConfigLimits.SubstitutedCharacters;

    /// <summary>The tree without substitutions; optional ones that have no value leave no trace.</summary>
    /// <exception cref="ConfigException">A required value is missing, or a substitution refers to itself or to an object or list.</exception>
    public ConfigObject Resolve() => ResolveObject(root);

    private ConfigValue? Resolve(ConfigValue value) => value switch
    {
        ConfigObject members => ResolveObject(members),
        ConfigList list => ResolveList(list),
        Concatenation or PendingMerge => ResolveOnce(value),
        _ => value,
    };

    private ConfigObject ResolveObject(ConfigObject source)
    {
        var target = new ConfigObject(source.Origin);
        foreach (var (name, value) in source.Members)
        {
            if (Resolve(value) is { } resolved) target.Put(name, resolved);
        }

        return target;
    }

    private ConfigList ResolveList(ConfigList source) =>
        new([.. source.Items.Select(Resolve).OfType<ConfigValue>()], source.Origin);

    // Each only once: two substitutions that name the next one twice each would otherwise take exponential time.
    private ConfigValue? ResolveOnce(ConfigValue value)
    {
        if (_resolved.TryGetValue(value, out var known)) return known;

        var resolved = value is PendingMerge merge ? ResolveMerge(merge) : ResolveConcatenation((Concatenation)value);
        _resolved.Add(value, resolved);
        return resolved;
    }

    private ConfigValue? ResolveMerge(PendingMerge merge)
    {
        var upper = Resolve(merge.Upper);
        if (upper is null) return Resolve(merge.Lower);
        if (upper is not ConfigObject over || Resolve(merge.Lower) is not ConfigObject under) return upper;

        under.Absorb(over);
        return under;
    }

    private ConfigScalar? ResolveConcatenation(Concatenation value)
    {
        if (_open.Count == ConfigLimits.ReferenceDepth)
            throw ConfigException.Malformed(value.Origin, $"substitutions may lead on to one another at most {ConfigLimits.ReferenceDepth} times");
        if (!_open.Add(value))
            throw ConfigException.Malformed(value.Origin, "the substitution refers to itself, directly or through others");

        var resolved = Join(value);
        _open.Remove(value);
        return resolved;
    }

    private ConfigScalar? Join(Concatenation value)
    {
        var draft = new SubstitutionDraft(value.Origin);
        foreach (var piece in value.Pieces)
        {
            switch (piece)
            {
                case ValuePiece.Literal(var text):
                    draft.AddLiteral(text);
                    break;
                case ValuePiece.Gap(var blanks):
                    draft.AddGap(blanks);
                    break;
                case ValuePiece.Optional(var path):
                    draft.AddReference(path, Find(path, value.Origin));
                    break;
                case ValuePiece.Required(var path):
                    draft.AddReference(path, Find(path, value.Origin) ?? throw ConfigException.Absent(
                        value.Origin, $"neither the configuration nor the environment has a value for ${{{path}}}"));
                    break;
            }

            // Checked at every piece, so that a line of many pieces cannot outgrow the bound first.
            if (draft.Length > _charactersLeft)
                throw ConfigException.Malformed(value.Origin, "the substitutions of this configuration produce too much text");
        }

        _charactersLeft -= draft.Length;
        return draft.ToScalar();
    }

    private ConfigScalar? Find(KeyPath path, Origin requestedAt)
    {
        switch (FindInTree(path))
        {
            case null:
                return environment.Find(path) is { } text ? new ConfigScalar(text, requestedAt) : null;
            case ConfigScalar scalar:
                return scalar;
            case ConfigNull:
                return null;
            default:
                throw ConfigException.Malformed(requestedAt, $"${{{path}}} is an object or a list; only plain values can be substituted");
        }
    }

    private ConfigValue? FindInTree(KeyPath path)
    {
        ConfigValue? at = root;
        foreach (var name in path.Names)
        {
            if (at is PendingMerge merge) at = Resolve(merge);
            if (at is not ConfigObject parent || !parent.TryGet(name, out at)) return null;
        }

        // Objects and lists are refused by the caller, so what they hold need not be resolved here.
        return at is Concatenation or PendingMerge ? Resolve(at) : at;
    }
}
