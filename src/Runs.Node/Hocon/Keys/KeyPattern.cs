namespace Runs.Node.Hocon.Keys;

/// <summary>Known keys in one path: a name in angle brackets stands for any one name, a last <c>&lt;rest&gt;</c> for everything below.</summary>
internal sealed class KeyPattern(KeyPath path)
{
    private const string Rest = "<rest>";

    private readonly bool _isOpen = path.Names is [.., Rest];

    /// <summary>Whether the key is one of those that the pattern stands for.</summary>
    public bool Matches(KeyPath key)
    {
        var fixedLength = _isOpen ? path.Names.Length - 1 : path.Names.Length;
        if (_isOpen ? key.Names.Length < fixedLength : key.Names.Length != fixedLength) return false;

        return Enumerable.Range(0, fixedLength).All(i => IsAnyName(path.Names[i]) || path.Names[i] == key.Names[i]);
    }

    /// <summary>The pattern as the key that its user most likely meant: open names are taken from what was written.</summary>
    public KeyPath Complete(KeyPath written) => KeyPath.Of(path.Names
        .Where(name => name != Rest)
        .Select((name, i) => IsAnyName(name) && i < written.Names.Length ? written.Names[i] : name));

    private static bool IsAnyName(string name) => name.StartsWith('<') && name.EndsWith('>');
}
