using System.Globalization;
using Runs.Actors.Queues.Views;
using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>Queues and limits, for people and for programs.</summary>
internal static class QueueText
{
    private const string Any = "-";

    /// <summary>Tables.</summary>
    public static void Write(TextWriter output, IReadOnlyList<QueueView> queues, IReadOnlyList<LimitView> limits)
    {
        TextTable.Write(output, [["QUEUE", "RUNS", "STEPS", "WAITING"], .. queues.Select(Cells)]);
        var waiting = queues.SelectMany(queue => queue.First.Select(run => (Queue: queue, Run: run))).ToList();
        if (waiting.Count > 0)
        {
            output.WriteLine();
            TextTable.Write(output, [["QUEUE", "POSITION", "RUN", "PRIORITY", "SINCE"], .. waiting.Select(entry => Cells(entry.Queue, entry.Run))]);
        }

        if (limits.Count == 0)
            return;
        output.WriteLine();
        TextTable.Write(output, [["LIMIT", "SLOTS", "HOLDERS"], .. limits.Select(Cells)]);
    }

    /// <summary>A JSON object a line: each queue, then each limit.</summary>
    public static void WriteJson(TextWriter output, IReadOnlyList<QueueView> queues, IReadOnlyList<LimitView> limits)
    {
        foreach (var queue in queues)
            output.WriteLine(Json(queue));
        foreach (var limit in limits)
            output.WriteLine(Json(limit));
    }

    private static string[] Cells(QueueView queue) =>
    [
        queue.Name,
        Of(queue.Active, queue.Rules.MaxConcurrentRuns),
        Of(queue.ActiveSteps, queue.Rules.MaxConcurrentSteps),
        queue.Rules.MaxQueued is { } most ? Of(queue.Waiting, most) : Number(queue.Waiting),
    ];

    private static string[] Cells(QueueView queue, QueuedRun run) =>
    [
        queue.Name,
        Number(run.Position),
        run.RunId,
        Number(run.Priority),
        run.Since.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
    ];

    private static string[] Cells(LimitView limit) =>
        [limit.Name, Of(limit.Used, limit.Slots), string.Join(", ", limit.Holders.Select(holder => holder.Step.Length == 0 ? holder.RunId : $"{holder.RunId} {holder.Step}"))];

    private static string Of(int used, int? most) => most is { } bound ? $"{Number(used)} of {Number(bound)}" : Any;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static JsonLine Json(QueueView queue)
    {
        var line = JsonLine.Of("queue").With("name", queue.Name);
        if (queue.Rules.MaxConcurrentRuns is { } runs)
            line.With("maxConcurrentRuns", runs);
        if (queue.Rules.MaxConcurrentSteps is { } steps)
            line.With("maxConcurrentSteps", steps);
        if (queue.Rules.MaxQueued is { } queued)
            line.With("maxQueued", queued);
        return line
            .With("active", queue.Active)
            .With("activeSteps", queue.ActiveSteps)
            .With("waiting", queue.Waiting)
            .With("runs", queue.First.Select(run => JsonLine.Untyped()
                .With("runId", run.RunId).With("position", run.Position).With("priority", run.Priority).WithTime("queuedAt", run.Since)));
    }

    private static JsonLine Json(LimitView limit) => JsonLine.Of("limit")
        .With("name", limit.Name)
        .With("slots", limit.Slots)
        .With("used", limit.Used)
        .With("holders", limit.Holders.Select(holder => JsonLine.Untyped()
            .With("runId", holder.RunId).With("slot", holder.Slot).With("stepId", holder.Step.Length == 0 ? null : holder.Step)));
}
