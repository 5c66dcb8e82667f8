using System.Text;
using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon.Values;

/// <summary>A value while its pieces are put together; remembers whether there is a value at all, and whether it must be hidden.</summary>
internal sealed class SubstitutionDraft(Origin origin)
{
    private readonly StringBuilder _text = new();
    private bool _hasValue;
    private SecretTaint _taint;
    private KeyPath? _via;

    /// <summary>How many characters there are so far.</summary>
    public int Length => _text.Length;

    /// <summary>Adds written text, which makes a value even if all substitutions beside it have none.</summary>
    public void AddLiteral(string text)
    {
        _text.Append(text);
        _hasValue = true;
    }

    /// <summary>Adds blanks between pieces.</summary>
    public void AddGap(string blanks) => _text.Append(blanks);

    /// <summary>Adds what a substitution found, if it found anything.</summary>
    public void AddReference(KeyPath path, ConfigScalar? found)
    {
        if (found is null) return;

        AddLiteral(found.Text);
        _via ??= path;
        if (path.IsSecret || found.Taint == SecretTaint.Secret) _taint = SecretTaint.Secret;
    }

    /// <summary>The value, or nothing if no piece made one.</summary>
    public ConfigScalar? ToScalar() =>
        _hasValue ? new ConfigScalar(_text.ToString(), origin with { Via = _via?.ToString() }, _taint) : null;
}
