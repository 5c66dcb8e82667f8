using System.Text.RegularExpressions;

namespace Runs.Domain.Strategies;

/// <summary>Reads <c>retry</c>.</summary>
internal static partial class RetryReader
{
    public static RetryPolicy? Read(ObjectScope? scope)
    {
        if (scope is null)
            return null;

        var policy = new RetryPolicy();
        var backoff = scope.Duration("backoff") ?? policy.Backoff;
        var maxBackoff = scope.Duration("maxBackoff");
        if (maxBackoff < backoff)
            scope.Refuse("maxBackoff", $"Duration must be at least the backoff, {Durations.Format(backoff)}");

        policy = policy with
        {
            MaxAttempts = scope.Integer("maxAttempts", least: 1) ?? policy.MaxAttempts,
            Backoff = backoff,
            MaxBackoff = maxBackoff ?? (backoff > policy.MaxBackoff ? backoff : policy.MaxBackoff),
            Multiplier = scope.Number("multiplier", 1, 1_000) ?? policy.Multiplier,
            Jitter = scope.Number("jitter", 0, 1) ?? policy.Jitter,
            On = ReadOn(scope) ?? policy.On,
        };
        scope.Close();
        return policy;
    }

    private static ValueArray<string>? ReadOn(ObjectScope scope)
    {
        var words = scope.NonEmptyTexts("on");
        if (words is { Count: 0 })
            scope.Refuse("on", "Array must contain at least 1 element(s)");

        foreach (var word in words ?? [])
        {
            if (!RetryPolicy.IsClass(word) && !Code().IsMatch(word))
                scope.Refuse("on", $"Invalid error '{word}'; expected any, transient, timeout or a dotted code");
        }

        return words;
    }

    [GeneratedRegex(@"^[a-z0-9-]+(\.[a-z0-9-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
