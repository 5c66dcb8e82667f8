using System.Globalization;

namespace Runs.Node.Terminal;

/// <summary>Writes how long something took, for people.</summary>
internal static class Elapsed
{
    /// <summary>1.2s, 1m 05s or 2h 03m.</summary>
    public static string Format(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, Math.Floor(time.TotalSeconds * 10) / 10):0.0}s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}m {time.Seconds:00}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}h {time.Minutes:00}m"),
    };

    /// <summary>From a beginning to an end, if both are known.</summary>
    public static string? Between(DateTimeOffset? start, DateTimeOffset? end) => start is { } from && end is { } to ? Format(to - from) : null;
}
