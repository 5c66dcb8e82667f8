using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Runtime.Subscriptions;

namespace Runs.Actors.Live;

/// <summary>
/// The live outputs of a node, by run. That of an ended attempt stays as long as somebody watches the run, so that a watcher
/// never misses the last words: until it has seen the end, and only the latest few are kept.
/// </summary>
public sealed class LiveOutputs
{
    private const int EndedPerRun = 64;

    private readonly JournalTail _tail;
    private readonly TimeProvider _time;
    private readonly LiveSpill? _spill;
    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, List<LiveEntry>> _runs = [];

    internal LiveOutputs(JournalTail tail, TimeProvider time, string? directory)
    {
        _tail = tail;
        _time = time;
        _spill = directory is null ? null : LiveSpill.Open(directory);
    }

    /// <summary>The output of an attempt; <see langword="null"/> when none is kept.</summary>
    public LiveOutput? Find(AttemptKey key)
    {
        lock (_gate)
            return _runs.TryGetValue(key.Run, out var entries) ? entries.Find(entry => entry.Output.Key == key)?.Output : null;
    }

    /// <summary>Nobody watches the run any more: forgets what has ended.</summary>
    internal void Unwatched(RunId run)
    {
        if (_tail.IsWatched(RunEntity.Of(run)))
            return;
        lock (_gate)
            Forget(run, entry => entry.HasEnded);
    }

    /// <summary>The watchers of the run have seen the end of an attempt: its output is forgotten as soon as it has ended.</summary>
    internal void Seen(AttemptKey key)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(key.Run, out var entries) || entries.Find(entry => entry.Output.Key == key) is not { } seen)
                return;
            seen.IsSeen = true;
            Forget(key.Run, entry => entry is { HasEnded: true, IsSeen: true });
        }
    }

    internal LiveOutput Begin(AttemptKey key)
    {
        var entity = RunEntity.Of(key.Run);
        var output = new LiveOutput(key, _time, _spill, () => _tail.Stir(entity));
        lock (_gate)
        {
            if (!_runs.TryGetValue(key.Run, out var entries))
                _runs[key.Run] = entries = [];
            entries.Add(new LiveEntry(output));
        }

        return output;
    }

    internal void End(LiveOutput output)
    {
        var run = output.Key.Run;
        var watched = _tail.IsWatched(RunEntity.Of(run));
        lock (_gate)
        {
            if (!_runs.TryGetValue(run, out var entries) || entries.Find(entry => entry.Output == output) is not { } ended)
                return;
            ended.HasEnded = true;
            if (!watched || ended.IsSeen)
                Forget(run, entry => entry == ended);
            else if (entries.Count(entry => entry.HasEnded) > EndedPerRun)
                Forget(run, entry => entry == entries.First(first => first.HasEnded));
        }
    }

    private void Forget(RunId run, Predicate<LiveEntry> which)
    {
        if (!_runs.TryGetValue(run, out var entries))
            return;
        foreach (var forgotten in entries.FindAll(which))
        {
            entries.Remove(forgotten);
            forgotten.Output.Dispose();
        }

        if (entries.Count == 0)
            _runs.Remove(run);
    }

    private sealed class LiveEntry(LiveOutput output)
    {
        public LiveOutput Output { get; } = output;

        public bool HasEnded { get; set; }

        public bool IsSeen { get; set; }
    }
}
