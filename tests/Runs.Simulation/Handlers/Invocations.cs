using Runs.Actors.Attempts;

namespace Runs.Simulation.Handlers;

/// <summary>The world's memory of which attempts reached a handler, over all crashes.</summary>
internal sealed class Invocations
{
    private readonly HashSet<AttemptKey> _seen = [];

    public int Count => _seen.Count;

    /// <summary>The attempts that were invoked more than once. Kept rather than thrown: the engine would take an exception for the handler's.</summary>
    public List<AttemptKey> Repeated { get; } = [];

    /// <summary>Notes an invocation; the second one of an attempt breaks a promise.</summary>
    public void Add(AttemptKey key)
    {
        if (!_seen.Add(key))
            Repeated.Add(key);
    }
}
