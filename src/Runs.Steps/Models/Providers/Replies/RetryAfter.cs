using System.Globalization;

namespace Runs.Steps.Models.Providers.Replies;

/// <summary>When a provider wants to be asked again.</summary>
internal static class RetryAfter
{
    /// <summary>No provider is believed that it needs longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads <c>retry-after-ms</c>, or <c>retry-after</c> in seconds or as a date; <see langword="null"/> for neither.</summary>
    public static TimeSpan? Read(Func<string, string?> header, DateTimeOffset now)
    {
        if (Number(header("retry-after-ms")) is { } milliseconds)
            return Within(milliseconds / 1000);
        var text = header("retry-after");
        if (Number(text) is { } seconds)
            return Within(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Within((date - now).TotalSeconds)
            : null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan Within(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
}
