using System.Globalization;
using Newtonsoft.Json.Linq;
using Runs.Actors.Queues.Views;
using Runs.Domain.Admissions;

namespace Runs.Node.Client;

/// <summary>Reads queues and limits as a server writes them.</summary>
internal static class QueueDocuments
{
    /// <summary>The queues of a list.</summary>
    public static IReadOnlyList<QueueView> Queues(JObject list) => [.. Items(list, "queues").Select(Queue)];

    /// <summary>The limits of a list.</summary>
    public static IReadOnlyList<LimitView> Limits(JObject list) => [.. Items(list, "limits").Select(Limit)];

    private static QueueView Queue(JObject queue)
    {
        var rules = new QueueRules
        {
            MaxConcurrentRuns = (int?)queue["maxConcurrentRuns"],
            MaxConcurrentSteps = (int?)queue["maxConcurrentSteps"],
            MaxQueued = (int?)queue["maxQueued"],
        };
        return new(Text(queue, "name"), rules, Number(queue, "active"), Number(queue, "activeSteps"), Number(queue, "waiting"), [.. Items(queue, "runs").Select(Run)]);
    }

    private static QueuedRun Run(JObject run) => new(
        Text(run, "runId"),
        Number(run, "position"),
        Number(run, "priority"),
        DateTimeOffset.Parse(Text(run, "queuedAt"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        [.. (run["limits"] as JArray ?? []).Select(limit => (string)limit!)]);

    private static LimitView Limit(JObject limit) => new(
        Text(limit, "name"), Number(limit, "slots"), Number(limit, "used"),
        [.. Items(limit, "holders").Select(holder => new SlotHolder(Number(holder, "slot"), Text(holder, "runId"), (string?)holder["stepId"] ?? ""))]);

    private static IEnumerable<JObject> Items(JObject within, string name) => (within[name] as JArray ?? []).OfType<JObject>();

    private static string Text(JObject within, string name) => (string?)within[name] ?? "";

    private static int Number(JObject within, string name) => (int?)within[name] ?? 0;
}
