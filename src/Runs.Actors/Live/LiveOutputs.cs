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

    /// <summary>So long that of an ended attempt stays that somebody on another node may want.</summary>
    private static readonly TimeSpan KeptForOthers = TimeSpan.FromSeconds(10);

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

    /// <summary>Who shows other nodes what they want; <see langword="null"/> on a node that is alone.</summary>
    internal LiveSharing? Sharing { get; set; }

    /// <summary>Whether nothing more comes of an attempt.</summary>
    internal bool HasEnded(AttemptKey key)
    {
        lock (_gate)
            return !_runs.TryGetValue(key.Run, out var entries) || entries.Find(entry => entry.Output.Key == key) is not { HasEnded: false };
    }

    /// <summary>Nobody watches the run any more: forgets what has ended.</summary>
    internal void Unwatched(RunId run)
    {
        if (_tail.IsWatched(RunEntity.Of(run)))
            return;
        lock (_gate)
            Forget(run, entry => entry.HasEnded && Sharing?.Wants(entry.Output.Key) != true);
    }

    /// <summary>The watchers of the run have seen the end of an attempt: its output is forgotten as soon as it has ended.</summary>
    internal void Seen(AttemptKey key)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(key.Run, out var entries) || entries.Find(entry => entry.Output.Key == key) is not { } seen)
                return;
            seen.IsSeen = true;
            if (Sharing?.Wants(key) != true)
                Forget(key.Run, entry => entry is { HasEnded: true, IsSeen: true });
        }
    }

    internal LiveOutput Begin(AttemptKey key)
    {
        var entity = RunEntity.Of(key.Run);
        var output = new LiveOutput(key, _time, _spill, () =>
        {
            _tail.Stir(entity);
            Sharing?.Changed(key);
        });
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
        var key = output.Key;
        var watched = _tail.IsWatched(RunEntity.Of(key.Run));
        var isWanted = Sharing?.Wants(key) ?? false;
        lock (_gate)
        {
            if (!_runs.TryGetValue(key.Run, out var entries) || entries.Find(entry => entry.Output == output) is not { } ended)
                return;
            ended.HasEnded = true;
            if (!isWanted && (!watched || ended.IsSeen))
                Forget(key.Run, entry => entry == ended);
            else if (entries.Count(entry => entry.HasEnded) > EndedPerRun)
                Forget(key.Run, entry => entry == entries.First(first => first.HasEnded));
        }

        Sharing?.Changed(key);
        if (isWanted)
            _ = ForgetLater(output);
    }

    /// <summary>Forgets an output at once, whoever watches: its watchers have seen it.</summary>
    internal void Remove(LiveOutput output)
    {
        lock (_gate)
            Forget(output.Key.Run, entry => entry.Output == output);
    }

    private async Task ForgetLater(LiveOutput output)
    {
        await Task.Delay(KeptForOthers, _time);
        var isWatched = _tail.IsWatched(RunEntity.Of(output.Key.Run));
        lock (_gate)
            Forget(output.Key.Run, entry => entry.Output == output && (!isWatched || entry.IsSeen));
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
