using System.Collections.Immutable;
using Runs.Domain.Plans;
using Runs.Domain.Runs;

namespace Runs.Domain.Admissions;

/// <summary>The queues and limits that are configured, and what follows from them for a run that is prepared. Pure.</summary>
public sealed record AdmissionRules
{
    /// <summary>The queue of runs that name none. It always exists.</summary>
    public const string DefaultQueue = "default";

    /// <summary>What ends the name of a limit that stands for all that begin so.</summary>
    public const char Wildcard = '*';

    /// <summary>The queues by name. Default: <see cref="DefaultQueue"/> alone, without bounds.</summary>
    public ImmutableSortedDictionary<string, QueueRules> Queues { get; init => field = WithDefault(value); } = WithDefault(ImmutableSortedDictionary<string, QueueRules>.Empty);

    /// <summary>
    /// How many slots each named limit has. A name may end in <c>*</c> and then stands for every name that begins so, each with slots of
    /// its own. Default: no limits.
    /// </summary>
    public ImmutableSortedDictionary<string, int> Limits { get; init => field = value.WithComparers(StringComparer.Ordinal); } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// Where a run stands in line. Refused when its queue, or a limit of the strategy or of one of its agents and steps, isn't configured.
    /// </summary>
    /// <param name="plan">The run's plan.</param>
    /// <param name="subject">The run.</param>
    /// <param name="wish">What wins over the strategy.</param>
    /// <param name="admission">Where it stands.</param>
    /// <returns>Why it can't be prepared; <see langword="null"/> when it can.</returns>
    public RunError? Admit(Plan plan, LimitSubject subject, AdmissionWish wish, out Admission? admission)
    {
        admission = null;
        var name = wish.Queue ?? plan.Queue ?? DefaultQueue;
        if (!Queues.TryGetValue(name, out var rules))
            return new RunError(RunErrors.QueueUnknown, $"There is no queue \"{Shown(name)}\"; the known ones are {string.Join(", ", Queues.Keys)} (runs.queues).");
        foreach (var limit in plan.Limits.Concat(plan.Nodes.SelectMany(node => node.Limits)).Distinct())
        {
            if (RefusalOf(limit.Render(subject)) is { } refusal)
                return refusal;
        }

        var ofRun = plan.Limits.Select(limit => LimitKeys.Of(limit.Render(subject)));
        admission = new Admission(
            name,
            wish.Priority ?? plan.Priority ?? 0,
            Ordered(rules.MaxConcurrentRuns is null ? ofRun : ofRun.Prepend(LimitKeys.RunsOf(name))),
            rules.MaxConcurrentSteps is null ? [] : [LimitKeys.StepsOf(name)]);
        return null;
    }

    /// <summary>How many slots a key has; <see langword="null"/> for any number, because it isn't configured (any more).</summary>
    public int? CapacityOf(string key) =>
        LimitKeys.LimitOf(key) is { } limit ? SlotsOf(limit)
        : LimitKeys.QueueOfRuns(key) is { } queue ? Queues.GetValueOrDefault(queue)?.MaxConcurrentRuns
        : LimitKeys.QueueOfSteps(key) is { } ofSteps ? Queues.GetValueOrDefault(ofSteps)?.MaxConcurrentSteps
        : null;

    /// <summary>How many slots the limit of a name has: as is said of that very name, else of the longest beginning of it; <see langword="null"/> when it isn't configured.</summary>
    public int? SlotsOf(string limit)
    {
        if (Limits.TryGetValue(limit, out var exact))
            return exact;
        for (var length = limit.Length; length >= 0; length--)
        {
            if (Limits.TryGetValue(limit[..length] + Wildcard, out var slots))
                return slots;
        }

        return null;
    }

    private RunError? RefusalOf(string limit) =>
        limit.Length is 0 or > LimitName.MaxLength
            ? new RunError(RunErrors.LimitName, $"The limit \"{Shown(limit)}\" has {limit.Length} characters with its look-ups filled in; 1 to {LimitName.MaxLength} are allowed.")
        : SlotsOf(limit) is null
            ? new RunError(RunErrors.LimitUnknown, $"There is no limit \"{limit}\"; configure it, or a beginning of it followed by *, under runs.limits.")
        : null;

    private static string Shown(string name) => name.Length <= LimitName.MaxLength ? name : $"{name[..LimitName.MaxLength]}…";

    private static ValueArray<string> Ordered(IEnumerable<string> keys) => [.. keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ImmutableSortedDictionary<string, QueueRules> WithDefault(ImmutableSortedDictionary<string, QueueRules> queues)
    {
        var known = queues.WithComparers(StringComparer.Ordinal);
        return known.ContainsKey(DefaultQueue) ? known : known.Add(DefaultQueue, new QueueRules());
    }
}
