using Runs.Domain.Admissions;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Actors.Queues.Views;

/// <summary>Reads from the journal how queues and limits stand: the same on every node, and without one.</summary>
/// <param name="journal">The journal.</param>
/// <param name="rules">What is configured.</param>
public sealed class QueueReader(IJournalReader journal, AdmissionRules rules)
{
    /// <summary>The most runs that are named of a queue.</summary>
    public const int MostNamed = 20;

    // Whoever sees only some runs is told of theirs among so many.
    private const int MostLookedAt = 1000;
    private const int Page = 1000;

    /// <summary>All queues, by name.</summary>
    /// <param name="onlyOwner">Whose runs may be named; <see langword="null"/> for everybody's. Counts are of all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<IReadOnlyList<QueueView>> Queues(string? onlyOwner, CancellationToken cancellation = default)
    {
        var views = new List<QueueView>();
        foreach (var name in rules.Queues.Keys)
            views.Add(await View(name, onlyOwner, cancellation));
        return views;
    }

    /// <summary>One queue; <see langword="null"/> when it isn't configured.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="onlyOwner">Whose runs may be named; <see langword="null"/> for everybody's.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<QueueView?> Queue(string name, string? onlyOwner, CancellationToken cancellation = default) =>
        rules.Queues.ContainsKey(name) ? await View(name, onlyOwner, cancellation) : null;

    /// <summary>The limits that are configured by their whole names.</summary>
    /// <param name="onlyOwner">Whose runs may be named; <see langword="null"/> for everybody's.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<IReadOnlyList<LimitView>> Limits(string? onlyOwner, CancellationToken cancellation = default)
    {
        var views = new List<LimitView>();
        foreach (var (name, slots) in rules.Limits.Where(limit => !limit.Key.EndsWith(AdmissionRules.Wildcard)))
        {
            var held = await Held(LimitKeys.Of(name), cancellation);
            var holders = new List<SlotHolder>();
            foreach (var row in held.Take(MostLookedAt))
            {
                if (await IsOf(row.Holder!.Value, onlyOwner, cancellation))
                    holders.Add(new SlotHolder(row.Slot, row.Holder.Value.Id, row.Step));
            }

            views.Add(new LimitView(name, slots, held.Count, holders));
        }

        return views;
    }

    private async ValueTask<QueueView> View(string name, string? onlyOwner, CancellationToken cancellation)
    {
        var queue = rules.Queues[name];
        var active = queue.MaxConcurrentRuns is null ? 0 : (await Held(LimitKeys.RunsOf(name), cancellation)).Count;
        var steps = queue.MaxConcurrentSteps is null ? 0 : (await Held(LimitKeys.StepsOf(name), cancellation)).Count;
        var first = new List<QueuedRun>();
        var waiting = 0;
        IReadOnlyList<QueuedStream> page = [];
        do
        {
            page = await journal.Queued(name, page is [.., var last] ? last.Cursor : null, Page, cancellation);
            foreach (var run in page)
            {
                if (++waiting <= MostLookedAt && first.Count < MostNamed && await IsOf(run.Entity, onlyOwner, cancellation))
                    first.Add(new QueuedRun(run.Entity.Id, waiting, run.Priority, run.QueuedAt, run.Limits.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
            }
        }
        while (page.Count == Page);
        return new QueueView(name, queue, active, steps, waiting, first);
    }

    private async ValueTask<IReadOnlyList<PermitRecord>> Held(string limit, CancellationToken cancellation) =>
        [.. (await journal.Permits(limit, cancellation)).Where(row => row.Holder is not null)];

    private async ValueTask<bool> IsOf(EntityId run, string? owner, CancellationToken cancellation) =>
        owner is null || (await journal.FindListed(run, cancellation))?.Row.Owner == owner;
}
