namespace Runs.Node.Hocon.Formats;

/// <summary>Sizes in bytes. The bare letters K, M and G are refused: readers disagree whether they count in 1000 or in 1024.</summary>
internal static class SizeUnits
{
    private static readonly Dictionary<string, long> Units = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["B"] = 1,
        ["kB"] = 1000,
        ["KB"] = 1000,
        ["MB"] = 1000 * 1000,
        ["GB"] = 1000 * 1000 * 1000,
        ["TB"] = 1000L * 1000 * 1000 * 1000,
        ["KiB"] = 1L << 10,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
        ["TiB"] = 1L << 40,
    };

    /// <summary>Completes "must be …".</summary>
    public static string Expected { get; } = $"a size in whole bytes, such as 512B, 32KiB or 10MB, up to {long.MaxValue}B";

    /// <summary>Reads a size of zero or more.</summary>
    public static bool TryParse(string text, out long value) => UnitNumber.TryParse(text, Units, out value);
}
