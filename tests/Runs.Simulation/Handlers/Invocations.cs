using Runs.Actors.Attempts;

namespace Runs.Simulation.Handlers;

/// <summary>The world's memory of which attempts reached a handler, over all crashes.</summary>
internal sealed class Invocations
{
    private readonly HashSet<AttemptKey> _seen = [];

    public int Count => _seen.Count;

    /// <summary>Notes an invocation; the second one of an attempt breaks a promise.</summary>
    public void Add(AttemptKey key)
    {
        if (!_seen.Add(key))
            throw new CheckFailedException($"The handler of {key} was invoked twice.");
    }
}
