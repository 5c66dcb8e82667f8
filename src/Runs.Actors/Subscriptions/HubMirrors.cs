using System.Collections.Immutable;
using Runs.Actors.Attempts;
using Runs.Actors.Live;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Subscriptions;

/// <summary>The attempts of other nodes that a hub shows: those of its run that are under way. Used by the hub's loop alone.</summary>
/// <param name="mirrors">The node's mirrors; <see langword="null"/> where there are no other nodes.</param>
/// <param name="run">The run.</param>
internal sealed class HubMirrors(LiveMirrors? mirrors, RunId run)
{
    private readonly List<AttemptKey> _begun = [];
    private ImmutableSortedDictionary<StepId, LiveAttempt>? _live;

    /// <summary>Shows exactly what is under way.</summary>
    public void Follow(RunState state)
    {
        if (mirrors is null || ReferenceEquals(state.Live, _live))
            return;
        _live = state.Live;
        foreach (var live in state.Live.Values)
            Begin(live);
        foreach (var key in _begun.FindAll(key => !state.Live.Values.Any(live => KeyOf(live) == key)))
            End(key);
    }

    /// <summary>An attempt is under way.</summary>
    public void Begin(LiveAttempt live)
    {
        var key = KeyOf(live);
        if (mirrors is not null && !live.IsCompaction && !_begun.Contains(key) && mirrors.Begin(key, live.Node))
            _begun.Add(key);
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

    private void End(AttemptKey key)
    {
        _begun.Remove(key);
        mirrors!.End(key);
    }

    private AttemptKey KeyOf(LiveAttempt live) => new(run, live.Unit, live.Attempt);
}
