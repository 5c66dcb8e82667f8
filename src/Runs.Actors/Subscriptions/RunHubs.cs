using Runs.Domain.Identity;

namespace Runs.Actors.Subscriptions;

/// <summary>The watched runs of a node, each with its hub. A hub is there as long as anybody wants it.</summary>
internal sealed class RunHubs
{
    private readonly HubParts _parts;
    private readonly Dictionary<RunId, RunHub> _hubs = [];
    private readonly Lock _gate = new();

    public RunHubs(HubParts parts)
    {
        _parts = parts;
        parts.Leave = Forget;
    }

    /// <summary>How many runs are watched.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _hubs.Count;
        }
    }

    /// <summary>How many of them are held in memory.</summary>
    public int Awake
    {
        get
        {
            lock (_gate)
                return _hubs.Values.Count(hub => !hub.IsAsleep);
        }
    }

    /// <summary>What watching has cost.</summary>
    public FeedCounters Counters => _parts.Counters;

    /// <summary>The hub of a run, for a while. To be released.</summary>
    public RunHub Use(RunId run)
    {
        lock (_gate)
        {
            if (!_hubs.TryGetValue(run, out var hub))
            {
                _hubs[run] = hub = new RunHub(_parts, run);
                hub.Start();
            }

            hub.Users++;
            return hub;
        }
    }

    /// <summary>Completes when all that is stored of a run by now is known to whoever follows it.</summary>
    public Task Settle(RunId run)
    {
        lock (_gate)
            return _hubs.TryGetValue(run, out var hub) ? hub.Settle() : Task.CompletedTask;
    }

    /// <summary>Gives a hub back. The last one closes it.</summary>
    public void Release(RunHub hub)
    {
        lock (_gate)
        {
            if (--hub.Users > 0)
                return;
            Remove(hub);
        }

        hub.Close();
    }

    private void Forget(RunHub hub)
    {
        lock (_gate)
            Remove(hub);
    }

    private void Remove(RunHub hub)
    {
        if (_hubs.GetValueOrDefault(hub.Run) == hub)
            _hubs.Remove(hub.Run);
    }
}
