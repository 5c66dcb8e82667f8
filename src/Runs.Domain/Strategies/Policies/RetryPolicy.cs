namespace Runs.Domain.Strategies;

/// <summary>How often a failed step is tried again, and how long to wait in between.</summary>
public sealed record RetryPolicy
{
    /// <summary>Any error. Default of <see cref="On"/>.</summary>
    public const string Any = "any";

    /// <summary>Errors that are expected to pass by themselves.</summary>
    public const string Transient = "transient";

    /// <summary>Attempts that ran out of time.</summary>
    public const string Timeout = "timeout";

    /// <summary>Attempts in all, the first one included; at least 1. Default: 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Wait before the second attempt. Default: 1 s.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait; at least <see cref="Backoff"/>. Default: 1 min, or the backoff if that is longer.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Factor by which each wait is longer than the one before; at least 1. Default: 2.</summary>
    public double Multiplier { get; init; } = 2;

    /// <summary>Share of each wait that is random, 0 to 1; it only ever shortens the wait. Default: 0.2.</summary>
    public double Jitter { get; init; } = 0.2;

    /// <summary>What is retried: exact error codes, or <see cref="Any"/>, <see cref="Transient"/>, <see cref="Timeout"/>. Lost attempts are not its business: <see cref="ReplayPolicy"/> decides about them.</summary>
    public ValueArray<string> On { get; init; } = [Any];

    /// <summary>Whether the word names a class of errors rather than one code.</summary>
    public static bool IsClass(string word) => word is Any or Transient or Timeout;

    /// <summary>Whether an attempt may follow the one numbered <paramref name="attempt"/> (from 1) that failed with this error.</summary>
    /// <param name="attempt">The number of the failed attempt.</param>
    /// <param name="code">The error's code.</param>
    /// <param name="errorClass">The error's class, or null when it has none.</param>
    public bool Allows(int attempt, string code, string? errorClass) =>
        attempt < MaxAttempts && On.Items.Any(word => word == Any || word == code || (word == errorClass && IsClass(word)));

    /// <summary>How long to wait before an attempt.</summary>
    /// <param name="attempt">The attempt about to start, from 1; the first one never waits.</param>
    /// <param name="jitterUnit">A random number from 0 to 1; the policy itself has no randomness.</param>
    public TimeSpan DelayBefore(int attempt, double jitterUnit)
    {
        if (attempt <= 1)
            return TimeSpan.Zero;

        var grown = Backoff.Ticks * Math.Pow(Multiplier, attempt - 2);
        var capped = Math.Min(grown, MaxBackoff.Ticks);
        var shortened = capped * (1 - (Jitter * Math.Clamp(jitterUnit, 0, 1)));
        return shortened >= MaxBackoff.Ticks ? MaxBackoff : TimeSpan.FromTicks((long)shortened);
    }
}
