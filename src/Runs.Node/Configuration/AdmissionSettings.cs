using System.Collections.Immutable;
using Runs.Domain.Admissions;
using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Parsing;

namespace Runs.Node.Configuration;

/// <summary>Reads the queues and limits, whose names are the user's.</summary>
internal static class AdmissionSettings
{
    private const string Unlimited = "unlimited";
    private const string MaxRuns = "max-concurrent-runs";
    private const string MaxSteps = "max-concurrent-steps";
    private const string MaxQueued = "max-queued";

    private static readonly KeyPath Queues = "runs.queues";
    private static readonly KeyPath Limits = "runs.limits";

    /// <summary>What a queue may have.</summary>
    public static ImmutableArray<string> Members { get; } = [MaxRuns, MaxSteps, MaxQueued];

    /// <summary>The keys that are read.</summary>
    public static IEnumerable<KeyPath> Keys { get; } = [Queues, .. Members.Select(member => Queues.Child("<name>").Child(member)), Limits, Limits.Child("<name>")];

    /// <summary>The queues and limits.</summary>
    /// <exception cref="ConfigException">A name or a number isn't allowed.</exception>
    public static AdmissionRules Read(Config config) => new()
    {
        Queues = Named(config, Queues, IsQueue, "a queue's name has 1 to 100 letters, digits and -_.:/", ReadQueue),
        Limits = Named(config, Limits, IsLimit, "a limit's name has 1 to 100 letters, digits and -_.:/, and may end in *", ReadLimit),
    };

    /// <summary>The rules as they would be written in a file.</summary>
    public static IEnumerable<string> Write(AdmissionRules rules)
    {
        foreach (var (name, queue) in rules.Queues)
        {
            foreach (var (member, value) in Members.Zip<string, int?>([queue.MaxConcurrentRuns, queue.MaxConcurrentSteps, queue.MaxQueued]))
                yield return $"{Queues.Child(name).Child(member)} = {value?.ToString() ?? Unlimited}";
        }

        foreach (var (name, slots) in rules.Limits)
            yield return $"{Limits.Child(name)} = {slots}";
    }

    private static ImmutableSortedDictionary<string, T> Named<T>(Config config, KeyPath place, Func<string, bool> isName, string rule, Func<Config, string, T> read)
    {
        var named = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        if (config.GetObjectOrNull(place) is not { } entries)
            return named.ToImmutable();
        foreach (var name in entries.Names)
        {
            if (!isName(name))
                throw ConfigException.Malformed(entries.GetOrigin(KeyPath.Of(name)), $"{QuotedText.Write(name)} can't be one: {rule}");
            named[name] = read(entries, name);
        }

        return named.ToImmutable();
    }

    private static QueueRules ReadQueue(Config queues, string name)
    {
        var queue = queues.GetObject(KeyPath.Of(name));
        if (queue.Names.FirstOrDefault(member => !Members.Contains(member)) is { } unknown)
            throw ConfigException.Malformed(queue.GetOrigin(KeyPath.Of(unknown)), $"a queue has no {unknown}; it has {string.Join(", ", Members)}");
        return new QueueRules
        {
            MaxConcurrentRuns = Bound(queue, MaxRuns, 1),
            MaxConcurrentSteps = Bound(queue, MaxSteps, 1),
            MaxQueued = Bound(queue, MaxQueued, 0),
        };
    }

    private static int ReadLimit(Config limits, string name) => SettingTypes.Count.Read(limits, KeyPath.Of(name));

    private static int? Bound(Config queue, string member, int least)
    {
        if (!queue.Has(member) || queue.GetString(member) == Unlimited)
            return null;
        return int.TryParse(queue.GetString(member), out var bound) && bound >= least
            ? bound
            : throw queue.Invalid(member, $"a whole number from {least}, or {Unlimited}");
    }

    private static bool IsQueue(string name) => LimitName.IsPlain(name);

    private static bool IsLimit(string name) =>
        LimitName.IsPlain(name) || (name.EndsWith(AdmissionRules.Wildcard) && (name.Length == 1 || LimitName.IsPlain(name[..^1])));
}
