using System.Diagnostics.CodeAnalysis;

namespace Runs.Domain.Strategies;

/// <summary>A header whose value is in the environment of the host, and nowhere else.</summary>
/// <param name="Name">The header.</param>
/// <param name="Scheme">A word that comes before the value, such as <c>Bearer</c>; empty for none.</param>
/// <param name="Variable">The environment variable that holds the value.</param>
public sealed record SecretHeader(string Name, string Scheme, string Variable)
{
    /// <summary>The scheme and the variable, as strategies write them: <c>Bearer API_TOKEN</c>, or <c>API_TOKEN</c> alone.</summary>
    public string Text => Scheme.Length == 0 ? Variable : $"{Scheme} {Variable}";

    /// <summary>Takes what a strategy writes.</summary>
    public static bool TryParse(string name, string text, [NotNullWhen(true)] out SecretHeader? header)
    {
        header = text.Split(' ') switch
        {
            [var variable] when IsVariable(variable) => new SecretHeader(name, "", variable),
            [var scheme, var variable] when HttpHeaderRules.IsName(scheme) && IsVariable(variable) => new SecretHeader(name, scheme, variable),
            _ => null,
        };
        return header is not null;
    }

    /// <summary>
    /// Whether a text can be the name of a variable: capital letters, digits and underscores, so that a secret that was put there by mistake
    /// is refused in most cases.
    /// </summary>
    public static bool IsVariable(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_');
}
