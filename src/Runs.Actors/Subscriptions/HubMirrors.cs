using System.Collections.Immutable;
using Runs.Actors.Attempts;
using Runs.Actors.Live;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Subscriptions;

/// <summary>The attempts of other nodes that a hub shows: those of its run that are under way. Used by the hub's loop alone.</summary>
/// <param name="mirrors">The node's mirrors; <see langword="null"/> where there are no other nodes.</param>
/// <param name="run">The run.</param>
internal sealed class HubMirrors(LiveMirrors? mirrors, RunId run)
{
    private readonly HashSet<AttemptKey> _begun = [];
    private ImmutableSortedDictionary<StepId, LiveAttempt>? _live;

    /// <summary>Shows exactly what is under way.</summary>
    public void Follow(RunState state)
    {
        if (mirrors is null || ReferenceEquals(state.Live, _live))
            return;
        foreach (var live in state.Live.Values.Where(live => !live.IsCompaction))
            Begin(KeyOf(live), live.Node);
        foreach (var key in _begun.Except(state.Live.Values.Select(KeyOf)).ToList())
            End(key);
        _live = state.Live;
    }

    /// <summary>These events are about to be shown: what their attempts show is asked for at once, and not for each when it is its turn.</summary>
    public void Expect(IEnumerable<RunEvent> events)
    {
        if (mirrors is null)
            return;
        foreach (var dispatched in events.OfType<StepDispatched>().Where(dispatched => !dispatched.IsCompaction))
            Begin(new AttemptKey(run, dispatched.Unit, dispatched.Attempt), dispatched.Node);
    }

    /// <summary>An attempt has ended: completes when its last words are here, or aren't waited for any more.</summary>
    public ValueTask Finish(LiveAttempt live, CancellationToken cancellation) =>
        mirrors is not null && _begun.Contains(KeyOf(live)) ? mirrors.Finish(KeyOf(live), cancellation) : ValueTask.CompletedTask;

    /// <summary>Shows nothing any more.</summary>
    public void Close()
    {
        foreach (var key in _begun.ToList())
            End(key);
    }

    private void Begin(AttemptKey key, long node)
    {
        if (_begun.Contains(key) || !mirrors!.Begin(key, node))
            return;
        _begun.Add(key);
        // It may be over before the run is looked at again.
        _live = null;
    }

    private void End(AttemptKey key)
    {
        _begun.Remove(key);
        mirrors!.End(key);
    }

    private AttemptKey KeyOf(LiveAttempt live) => new(run, live.Unit, live.Attempt);
}
