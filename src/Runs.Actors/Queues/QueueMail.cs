using Runs.Actors.Queues.Messages;

namespace Runs.Actors.Queues;

/// <summary>
/// Word for one coordinator. One letter is under way at a time, and what comes up meanwhile is gathered for the next: of what is said of a run
/// the last word counts. It isn't for threads of its own; its owner sees to that.
/// </summary>
internal sealed class QueueMail
{
    // More of them than this are found by reading.
    private const int MostFreed = 20_000;
    private const int MostAtOnce = 1000;

    private readonly Dictionary<string, RunWaits?> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StepsWait> _steps = new(StringComparer.Ordinal);
    private readonly Queue<FreedSlot> _freed = new();

    /// <summary>Whether somebody is sending what there is.</summary>
    public bool IsUnderWay { get; set; }

    /// <summary>Whether there is something to send.</summary>
    public bool HasMore => _runs.Count + _steps.Count + _freed.Count > 0;

    /// <summary>A run waits.</summary>
    public void Waits(RunWaits run) => _runs[run.Run] = run;

    /// <summary>A run doesn't wait any more.</summary>
    public void Left(string run) => _runs[run] = null;

    /// <summary>Steps of a run wait, or no longer.</summary>
    public void Wait(StepsWait steps) => _steps[steps.Run] = steps;

    /// <summary>A slot was given back.</summary>
    public void Freed(FreedSlot slot)
    {
        if (_freed.Count < MostFreed)
            _freed.Enqueue(slot);
    }

    /// <summary>The next letter.</summary>
    public QueueNews Take()
    {
        var runs = TakeSome(_runs);
        var freed = new List<FreedSlot>();
        while (freed.Count < MostAtOnce && _freed.TryDequeue(out var slot))
            freed.Add(slot);
        return new QueueNews(
            [.. runs.Select(run => run.Value).OfType<RunWaits>()],
            [.. TakeSome(_steps).Select(steps => steps.Value)],
            [.. runs.Where(run => run.Value is null).Select(run => run.Key)],
            [.. freed]);
    }

    private static List<KeyValuePair<string, T>> TakeSome<T>(Dictionary<string, T> from)
    {
        List<KeyValuePair<string, T>> taken = [.. from.Take(MostAtOnce)];
        if (taken.Count == from.Count)
        {
            from.Clear();
            return taken;
        }

        foreach (var (key, _) in taken)
            from.Remove(key);
        return taken;
    }
}
