using Runs.Actors.Queues.Messages;
using Runs.Domain;
using Runs.Domain.Identity;

namespace Runs.Actors.Queues;

/// <summary>
/// Where the runs stand that somebody watches on this node while they wait. Their coordinators are asked as long as there are any, one question a
/// queue and at most one every 250 ms; positions are never stored.
/// </summary>
/// <param name="ask">Asks the coordinator of a queue; <see langword="null"/> when it can't be asked now.</param>
/// <param name="time">The clock.</param>
internal sealed class PlaceWatch(Func<string, ValueArray<string>, ValueTask<QueuePlaces?>> ask, TimeProvider time)
{
    /// <summary>So long apart are two looks at a queue, at least.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, SortedDictionary<string, WatchedPlace>> _queues = new(StringComparer.Ordinal);
    private readonly HashSet<string> _looking = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Where a run stands; <see langword="null"/> until its coordinator has said so. From now on its watcher is woken when that changes.</summary>
    public QueuePlace? Watch(string queue, RunId run, Action wake)
    {
        lock (_gate)
        {
            if (!_queues.TryGetValue(queue, out var runs))
                _queues[queue] = runs = new(StringComparer.Ordinal);
            if (runs.TryGetValue(run.Value, out var known))
                return known.Place;
            runs[run.Value] = new WatchedPlace(wake);
            if (!_looking.Add(queue))
                return null;
        }

        _ = Look(queue);
        return null;
    }

    /// <summary>Nobody needs to know any more.</summary>
    public void Leave(string queue, RunId run)
    {
        lock (_gate)
        {
            if (_queues.TryGetValue(queue, out var runs) && runs.Remove(run.Value) && runs.Count == 0)
                _queues.Remove(queue);
        }
    }

    private async Task Look(string queue)
    {
        await Task.Yield();
        while (Watched(queue) is { Count: > 0 } runs)
        {
            if (await ask(queue, runs) is { } places)
                Take(queue, runs, places);
            await Task.Delay(Every, time);
        }
    }

    private ValueArray<string> Watched(string queue)
    {
        lock (_gate)
        {
            if (_queues.TryGetValue(queue, out var runs))
                return [.. runs.Keys];
            _looking.Remove(queue);
            return [];
        }
    }

    private void Take(string queue, ValueArray<string> runs, QueuePlaces places)
    {
        lock (_gate)
        {
            if (!_queues.TryGetValue(queue, out var watched))
                return;
            foreach (var (run, position) in runs.Items.Zip(places.Positions.Items))
            {
                // One that the coordinator hasn't heard of yet has no place to be told.
                if (position == 0 || !watched.TryGetValue(run, out var known))
                    continue;
                var isNews = known.Place?.Position != position;
                known.Place = new QueuePlace(position, places.Waiting, places.Active, places.Limit);
                if (isNews)
                    known.Wake();
            }
        }
    }

    private sealed class WatchedPlace(Action wake)
    {
        public Action Wake { get; } = wake;

        public QueuePlace? Place { get; set; }
    }
}
