using System.Text.RegularExpressions;

namespace Runs.Domain.Strategies;

/// <summary>The grammar of JSON numbers, which is stricter than what the JSON library reads.</summary>
internal static partial class JsonNumber
{
    public static bool IsValid(ReadOnlySpan<char> text) => Number().IsMatch(text);

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
