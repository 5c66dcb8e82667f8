using System.Collections.Immutable;

namespace Runs.Domain.Strategies;

/// <summary>Decides whether an observer's text ends its cycle.</summary>
public static class BreakSignal
{
    /// <summary>The signals of a cycle that names none: <c>end cycle</c>, <c>stop</c>, <c>done</c>.</summary>
    public static ImmutableArray<string> Defaults { get; } = ["end cycle", "stop", "done"];

    /// <summary>Whether <paramref name="text"/> matches one of the signals.</summary>
    public static bool IsIn(string text, ImmutableArray<string> signals, BreakMatch match) => match switch
    {
        BreakMatch.Substring => signals.Any(signal => text.Contains(signal, StringComparison.OrdinalIgnoreCase)),
        BreakMatch.Exact => signals.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase),
        BreakMatch.FirstLine => Lines(text).Take(1).Any(line => StartsWithSignal(line, signals)),
        BreakMatch.AnyLine => Lines(text).Any(line => StartsWithSignal(line, signals)),
        _ => throw new ArgumentOutOfRangeException(nameof(match)),
    };

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool StartsWithSignal(string line, ImmutableArray<string> signals) => signals.Any(signal =>
        line.StartsWith(signal, StringComparison.OrdinalIgnoreCase)
        && (line.Length == signal.Length || char.IsWhiteSpace(line[signal.Length])));
}
