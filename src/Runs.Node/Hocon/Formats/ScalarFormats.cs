using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Runs.Node.Hocon.Formats;

/// <summary>The plain values that keys take.</summary>
internal static class ScalarFormats
{
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Finite = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const string Infinite = "infinite";

    /// <summary>Any text.</summary>
    public static ScalarFormat<string> Text { get; } = new("text", TryText);

    /// <summary>32 bits.</summary>
    public static ScalarFormat<int> Int { get; } = new($"a whole number from {int.MinValue} to {int.MaxValue}", TryInt);

    /// <summary>64 bits.</summary>
    public static ScalarFormat<long> Long { get; } = new($"a whole number from {long.MinValue} to {long.MaxValue}", TryLong);

    /// <summary>Finite, with a dot before the fraction whatever the locale.</summary>
    public static ScalarFormat<double> Double { get; } = new("a number", TryDouble);

    /// <summary>The words of the HOCON specification.</summary>
    public static ScalarFormat<bool> Bool { get; } = new("true or false", TryBool);

    /// <summary>Zero or more, with a unit.</summary>
    public static ScalarFormat<TimeSpan> Duration { get; } = new(DurationUnits.Expected, DurationUnits.TryParse);

    /// <summary>Zero or more, with a unit, or without end.</summary>
    public static ScalarFormat<TimeSpan> DurationOrInfinite { get; } = new($"{DurationUnits.Expected}, or {Infinite}", TryDurationOrInfinite);

    /// <summary>Bytes.</summary>
    public static ScalarFormat<long> Size { get; } = new(SizeUnits.Expected, SizeUnits.TryParse);

    private static bool TryText(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return true;
    }

    private static bool TryInt(string text, out int value) => int.TryParse(text, Whole, CultureInfo.InvariantCulture, out value);

    private static bool TryLong(string text, out long value) => long.TryParse(text, Whole, CultureInfo.InvariantCulture, out value);

    private static bool TryDouble(string text, out double value) =>
        double.TryParse(text, Finite, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool TryBool(string text, out bool value)
    {
        value = text is "true" or "yes" or "on";
        return value || text is "false" or "no" or "off";
    }

    private static bool TryDurationOrInfinite(string text, out TimeSpan value)
    {
        value = Timeout.InfiniteTimeSpan;
        return text == Infinite || DurationUnits.TryParse(text, out value);
    }
}
