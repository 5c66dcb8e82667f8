using System.Buffers;
using System.Globalization;

namespace Runs.Node.Hocon.Formats;

/// <summary>A number with its unit, such as <c>1.5 MiB</c>.</summary>
internal static class UnitNumber
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>Reads the text as a count of the smallest unit. Fails on signs, unknown units, overflow, and on what is no whole count.</summary>
    /// <param name="text">The number, blanks if any, and the unit if any.</param>
    /// <param name="units">How many of the smallest unit each unit is.</param>
    /// <param name="count">The count.</param>
    public static bool TryParse(string text, IReadOnlyDictionary<string, long> units, out long count)
    {
        count = 0;
        var behind = text.AsSpan().IndexOfAnyExcept(Digits);
        var split = behind < 0 ? text.Length : behind;
        return units.TryGetValue(text[split..].Trim(), out var unit)
            && decimal.TryParse(text.AsSpan(0, split), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && TryMultiply(number, unit, out count);
    }

    private static bool TryMultiply(decimal number, long unit, out long count)
    {
        count = 0;

        // Compared by division, because the product of two numbers in range can be out of the range of decimal itself.
        if (number > long.MaxValue / (decimal)unit) return false;

        var product = number * unit;
        if (product > long.MaxValue || !decimal.IsInteger(product)) return false;

        count = (long)product;
        return true;
    }
}
