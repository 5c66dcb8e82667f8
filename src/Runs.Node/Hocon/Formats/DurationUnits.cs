namespace Runs.Node.Hocon.Formats;

/// <summary>Durations: the units of the HOCON specification, as far as ticks of 100 ns can hold them.</summary>
internal static class DurationUnits
{
    private static readonly Dictionary<string, long> Units = Name(
        (TimeSpan.TicksPerMicrosecond, ["us", "micro", "micros", "microsecond", "microseconds"]),
        (TimeSpan.TicksPerMillisecond, ["ms", "milli", "millis", "millisecond", "milliseconds"]),
        (TimeSpan.TicksPerSecond, ["s", "second", "seconds"]),
        (TimeSpan.TicksPerMinute, ["m", "minute", "minutes"]),
        (TimeSpan.TicksPerHour, ["h", "hour", "hours"]),
        (TimeSpan.TicksPerDay, ["d", "day", "days"]));

    /// <summary>Completes "must be …".</summary>
    public static string Expected { get; } = $"a duration with its unit, such as 100ms, 10s, 5m, 1h or 1d, up to {TimeSpan.MaxValue.Days}d";

    /// <summary>Reads a duration of zero or more.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        var read = UnitNumber.TryParse(text, Units, out var ticks);
        value = new TimeSpan(ticks);
        return read;
    }

    private static Dictionary<string, long> Name(params ReadOnlySpan<(long Ticks, string[] Names)> units)
    {
        var named = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (ticks, names) in units)
        {
            foreach (var name in names) named.Add(name, ticks);
        }

        return named;
    }
}
