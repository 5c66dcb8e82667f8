using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Parsing;

namespace Runs.Node.Hocon.Values;

/// <summary>Text, a number or a boolean. Which of them it is, the accessor decides: a variable only ever holds text.</summary>
internal sealed class ConfigScalar(string text, Origin origin, SecretTaint taint = SecretTaint.None) : ConfigValue(origin)
{
    private const int LongestShown = 60;

    /// <summary>The value as written, without quotation marks and escapes.</summary>
    public string Text { get; } = text;

    /// <summary>Whether a substitution brought a secret in, under a key that does not look like one.</summary>
    public SecretTaint Taint { get; } = taint;

    /// <inheritdoc/>
    public override string Describe(KeyPath key)
    {
        if (key.IsSecret || Taint == SecretTaint.Secret) return "a value that is not shown";

        return Text.Length <= LongestShown ? QuotedText.Write(Text) : $"{QuotedText.Write(Text[..LongestShown])}…";
    }
}
