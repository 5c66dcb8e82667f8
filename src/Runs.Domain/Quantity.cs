using System.Globalization;

namespace Runs.Domain;

/// <summary>Splits a quantity into its whole number and its unit.</summary>
internal static class Quantity
{
    public static bool TrySplit(string? text, out long amount, out string unit)
    {
        amount = 0;
        unit = "";
        if (text is null)
            return false;

        var trimmed = text.AsSpan().Trim(' ');
        var digits = 0;
        while (digits < trimmed.Length && char.IsAsciiDigit(trimmed[digits]))
            digits++;

        unit = trimmed[digits..].TrimStart(' ').ToString();
        return long.TryParse(trimmed[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out amount);
    }
}
