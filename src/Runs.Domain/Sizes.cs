using System.Globalization;

namespace Runs.Domain;

/// <summary>Reads and writes sizes in bytes: a whole number and one unit of <c>B KB MB KiB MiB GiB</c>.</summary>
public static class Sizes
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("B", 1),
        ("KB", 1_000),
        ("KiB", 1L << 10),
        ("MB", 1_000_000),
        ("MiB", 1L << 20),
        ("GiB", 1L << 30),
    ];

    /// <summary>Parses <c>64KiB</c>, <c>1 MiB</c>, <c>500B</c>; units are case-sensitive. False when it is anything else or too large.</summary>
    public static bool TryParse(string? text, out long bytes)
    {
        bytes = 0;
        if (!Quantity.TrySplit(text, out var amount, out var unit))
            return false;

        foreach (var (name, factor) in Units)
        {
            if (name != unit)
                continue;
            if (amount > long.MaxValue / factor)
                return false;
            bytes = amount * factor;
            return true;
        }

        return false;
    }

    /// <summary>Writes the size in the largest unit that divides it, so that <see cref="TryParse"/> reads the same value back.</summary>
    public static string Format(long bytes)
    {
        for (var i = Units.Length - 1; i > 0; i--)
        {
            if (bytes != 0 && bytes % Units[i].Bytes == 0)
                return Text(bytes / Units[i].Bytes, Units[i].Unit);
        }

        return Text(bytes, "B");
    }

    private static string Text(long amount, string unit) => amount.ToString(CultureInfo.InvariantCulture) + unit;
}
