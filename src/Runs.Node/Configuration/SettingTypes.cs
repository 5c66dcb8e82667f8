using Runs.Domain;
using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Parsing;

namespace Runs.Node.Configuration;

/// <summary>The types that settings have.</summary>
internal static class SettingTypes
{
    private const string Never = "never";

    /// <summary>Any text.</summary>
    public static SettingType<string> Text { get; } = new((config, key) => config.GetString(key), text => $"\"{text}\"");

    /// <summary>A text that is not empty.</summary>
    public static SettingType<string> Name { get; } = new(
        (config, key) => config.GetString(key) is { Length: > 0 } name ? name : throw config.Invalid(key, "a name"),
        text => $"\"{text}\"");

    /// <summary>Words with blanks or commas in between; may be none.</summary>
    public static SettingType<ValueArray<string>> Words { get; } = new(
        (config, key) => [.. config.GetString(key).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)],
        words => $"\"{string.Join(' ', words)}\"");

    /// <summary>Directories that exist, by their absolute paths; may be none.</summary>
    public static SettingType<ValueArray<string>> Directories { get; } = new(
        (config, key) => config.GetStringList(key) is var paths && paths.All(path => Path.IsPathFullyQualified(path) && Directory.Exists(path))
            ? [.. paths]
            : throw config.Invalid(key, "a list of absolute paths of directories that exist"),
        paths => $"[{string.Join(", ", paths.Select(QuotedText.Write))}]");

    /// <summary>Values that are written as texts; may be none.</summary>
    public static SettingType<ValueArray<T>> List<T>(TextParser<T> parse, string expected)
        where T : struct => new(
        (config, key) => [.. config.GetStringList(key).Select(text => parse(text, out var value) ? value : throw config.Invalid(key, expected))],
        values => $"[{string.Join(", ", values.Items.Select(value => QuotedText.Write(value.ToString()!)))}]");

    /// <summary>True or false.</summary>
    public static SettingType<bool> Switch { get; } = new((config, key) => config.GetBool(key), value => value ? "true" : "false");

    /// <summary>A whole number from 1.</summary>
    public static SettingType<int> Count { get; } = new(
        (config, key) => config.GetInt(key) is > 0 and var count ? count : throw config.Invalid(key, "a whole number from 1"),
        value => value.ToString());

    /// <summary>A whole number from 0.</summary>
    public static SettingType<int> CountOrNone { get; } = new(
        (config, key) => config.GetInt(key) is >= 0 and var count ? count : throw config.Invalid(key, "a whole number from 0"),
        value => value.ToString());

    /// <summary>A port; 0 for a free one.</summary>
    public static SettingType<int> Port { get; } = new(
        (config, key) => config.GetInt(key) is >= 0 and <= 65_535 and var port ? port : throw config.Invalid(key, "a port from 0 to 65535"),
        value => value.ToString());

    /// <summary>A time longer than none, as far as timers reach.</summary>
    public static SettingType<TimeSpan> Duration { get; } = new(ReadDuration, Durations.Format);

    /// <summary>A time longer than none, however long, or never.</summary>
    public static SettingType<TimeSpan?> OptionalTime { get; } = new(ReadOptionalTime, time => time is { } limited ? Durations.Format(limited) : Never);

    /// <summary>A size of at least a byte.</summary>
    public static SettingType<long> Size { get; } = new(
        (config, key) => config.GetSize(key) is > 0 and var size ? size : throw config.Invalid(key, "a size of at least one byte"),
        Sizes.Format);

    /// <summary>A size of at least a byte and less than 2 GiB.</summary>
    public static SettingType<int> SmallSize { get; } = new(
        (config, key) => config.GetSize(key) is > 0 and <= int.MaxValue and var size ? (int)size : throw config.Invalid(key, "a size of at least one byte and less than 2GiB"),
        value => Sizes.Format(value));

    /// <summary>One word of a few.</summary>
    public static SettingType<T> Choice<T>()
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(value => value.ToString().ToLowerInvariant());
        return new(
            (config, key) => words.TryGetValue(config.GetString(key), out var value) ? value : throw config.Invalid(key, $"one of {string.Join(", ", words.Keys)}"),
            value => value.ToString().ToLowerInvariant());
    }

    private static TimeSpan? ReadOptionalTime(Config config, KeyPath key)
    {
        if (config.GetString(key) == Never)
            return null;
        var time = config.GetDuration(key);
        return time >= TimeSpan.FromMilliseconds(1) ? time : throw config.Invalid(key, $"a duration from 1ms, or {Never}");
    }

    private static TimeSpan ReadDuration(Config config, KeyPath key)
    {
        // Timers take no more than 49 days, and no time at all would make loops spin.
        var time = config.GetDuration(key);
        return time >= TimeSpan.FromMilliseconds(1) && time <= TimeSpan.FromDays(49) ? time : throw config.Invalid(key, "a duration from 1ms to 49d");
    }
}
