using System.Globalization;

namespace Runs.Domain;

/// <summary>Reads and writes durations as people write them: a whole number and one unit of <c>ms s m h d</c>.</summary>
public static class Durations
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>Parses <c>10ms</c>, <c>2s</c>, <c>5 m</c>, <c>1h</c>, <c>1d</c>. Never negative; false when it is anything else or too large.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (!Quantity.TrySplit(text, out var amount, out var unit))
            return false;

        foreach (var (name, ticks) in Units)
        {
            if (name != unit)
                continue;
            if (amount > TimeSpan.MaxValue.Ticks / ticks)
                return false;
            duration = TimeSpan.FromTicks(amount * ticks);
            return true;
        }

        return false;
    }

    /// <summary>Writes the shortest text that <see cref="TryParse"/> reads back to the same value; parts of a millisecond are cut off.</summary>
    public static string Format(TimeSpan duration)
    {
        for (var i = Units.Length - 1; i > 0; i--)
        {
            if (duration.Ticks != 0 && duration.Ticks % Units[i].Ticks == 0)
                return Text(duration.Ticks / Units[i].Ticks, Units[i].Unit);
        }

        return Text(duration.Ticks / TimeSpan.TicksPerMillisecond, "ms");
    }

    private static string Text(long amount, string unit) => amount.ToString(CultureInfo.InvariantCulture) + unit;
}
