using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Runs.Domain.Strategies;

/// <summary>Gives plain scalars their type by YAML 1.2's core schema.</summary>
internal static partial class YamlCoreSchema
{
    /// <summary>The typed node; null for numbers that JSON cannot say.</summary>
    public static SourceNode? Resolve(string text, SourcePosition position) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new SourceNull(position),
        "true" or "True" or "TRUE" => new SourceBoolean(true, position),
        "false" or "False" or "FALSE" => new SourceBoolean(false, position),
        _ when NotFinite().IsMatch(text) => null,
        _ when NumberText(text) is { } number => JsonNumber.IsValid(number) ? new SourceNumber(number, position) : null,
        _ => new SourceString(text, position),
    };

    private static string? NumberText(string text)
    {
        if (JsonNumber.IsValid(text))
            return text;
        if (Integer().IsMatch(text))
            return BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        if (Hexadecimal().IsMatch(text))
            return BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        if (Octal().IsMatch(text))
            return text[2..].Aggregate(BigInteger.Zero, (value, digit) => (value * 8) + (digit - '0')).ToString(CultureInfo.InvariantCulture);
        return Float().IsMatch(text)
            ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(@"^[-+]?[0-9]{1,400}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^0x[0-9a-fA-F]{1,400}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^0o[0-7]{1,400}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Octal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Float();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex NotFinite();
}
