namespace Runs.Domain.Admissions;

/// <summary>The keys under which permits are taken. A key is a plain text that the journal stores; its capacity is configuration.</summary>
public static class LimitKeys
{
    private const string QueuePrefix = "queue:";
    private const string LimitPrefix = "limit:";
    private const string RunsSuffix = "/runs";
    private const string StepsSuffix = "/steps";

    /// <summary>The key of a queue's runs.</summary>
    public static string RunsOf(string queue) => QueuePrefix + queue + RunsSuffix;

    /// <summary>The key of the attempts of a queue's runs.</summary>
    public static string StepsOf(string queue) => QueuePrefix + queue + StepsSuffix;

    /// <summary>The key of a named limit.</summary>
    public static string Of(string limit) => LimitPrefix + limit;

    /// <summary>The name of the limit that a key is of; <see langword="null"/> for a queue's.</summary>
    public static string? LimitOf(string key) => key.StartsWith(LimitPrefix, StringComparison.Ordinal) ? key[LimitPrefix.Length..] : null;

    /// <summary>The queue whose runs a key counts; <see langword="null"/> for any other key.</summary>
    public static string? QueueOfRuns(string key) => QueueOf(key, RunsSuffix);

    /// <summary>The queue whose attempts a key counts; <see langword="null"/> for any other key.</summary>
    public static string? QueueOfSteps(string key) => QueueOf(key, StepsSuffix);

    private static string? QueueOf(string key, string suffix) =>
        key.StartsWith(QueuePrefix, StringComparison.Ordinal) && key.EndsWith(suffix, StringComparison.Ordinal) && key.Length > QueuePrefix.Length + suffix.Length
            ? key[QueuePrefix.Length..^suffix.Length]
            : null;
}
