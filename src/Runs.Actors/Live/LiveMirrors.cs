using Runs.Actors.Attempts;
using Runs.Runtime;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Actors.Live;

/// <summary>
/// What watched attempts of other nodes show, mirrored among this node's live outputs at the same addresses. The node of each is asked from
/// the place on that is known; its answer, or the lack of one, leads to the next question. So nothing is lost, doubled or out of order here,
/// whatever becomes of what nodes say to each other.
/// </summary>
internal sealed class LiveMirrors(Peers peers, LiveOutputs outputs, TimeProvider time)
{
    /// <summary>So many attempts are mirrored at most; what others show comes with their results.</summary>
    private const int Max = 1024;

    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    /// <summary>So long the end of an attempt waits for its last words.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Dictionary<AttemptKey, LiveMirror> _mirrors = [];
    private readonly HashSet<long> _silent = [];
    private readonly Lock _gate = new();
    private readonly WakeSignal _signal = new();
    private volatile bool _isStopped;
    private Task _loop = Task.CompletedTask;

    /// <summary>How many attempts are mirrored.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _mirrors.Count;
        }
    }

    public void Start() => _loop = Loop();

    public async ValueTask Stop()
    {
        _isStopped = true;
        _signal.Set();
        await _loop;
    }

    /// <summary>Somebody watches an attempt. <see langword="false"/> when there is nothing to mirror: it is here, or its node is gone, or there are too many.</summary>
    public bool Begin(AttemptKey key, long node)
    {
        if (peers.StandingOf(node) is NodeStanding.Here or NodeStanding.Gone)
            return false;
        LiveMirror? mirror;
        lock (_gate)
        {
            if (!_mirrors.TryGetValue(key, out mirror))
            {
                if (_mirrors.Count >= Max)
                    return false;
                _mirrors[key] = mirror = new LiveMirror(key, node, outputs.Begin(key));
            }

            if (mirror.Users++ > 0)
                return true;
        }

        Ask(mirror);
        _signal.Set();
        return true;
    }

    /// <summary>One who watched it doesn't any more, or has seen all of it.</summary>
    public void End(AttemptKey key)
    {
        LiveMirror? ended;
        List<TaskCompletionSource> waiting;
        lock (_gate)
        {
            if (!_mirrors.TryGetValue(key, out ended) || --ended.Users > 0)
                return;
            _mirrors.Remove(key);
            waiting = ended.Waiting();
        }

        outputs.Remove(ended.Output);
        Complete(waiting);
    }

    /// <summary>The attempt has ended: waits for the last that it has shown, for a moment. A node that doesn't answer is waited for once.</summary>
    public async ValueTask Finish(AttemptKey key, CancellationToken cancellation)
    {
        LiveMirror? mirror;
        TaskCompletionSource finished;
        lock (_gate)
        {
            if (!_mirrors.TryGetValue(key, out mirror) || mirror.IsOver)
                return;
            if (_silent.Contains(mirror.Node) || peers.StandingOf(mirror.Node) == NodeStanding.Gone)
            {
                mirror.Close();
                return;
            }

            finished = mirror.Await();
        }

        // What was asked before the end may have been lost.
        Ask(mirror);
        using var timer = time.CreateTimer(_ => GiveUp(mirror.Node, finished), null, LastWords, Timeout.InfiniteTimeSpan);
        using var closed = cancellation.Register(() => finished.TrySetResult());
        await finished.Task;
        lock (_gate)
            mirror.Close();
    }

    /// <summary>An answer.</summary>
    public void Shown(long from, LiveShown shown)
    {
        LiveMirror? mirror;
        bool asksOn;
        List<TaskCompletionSource> waiting = [];
        lock (_gate)
        {
            _silent.Remove(from);
            if (!_mirrors.TryGetValue(shown.Key, out mirror) || mirror.Node != from)
                return;
            asksOn = mirror.Take(shown) && !mirror.IsOver && shown.End == LiveEnd.Open;
            if (mirror.IsOver || shown.End == LiveEnd.NotKept)
                waiting = mirror.Waiting();
        }

        Complete(waiting);
        if (asksOn)
            Ask(mirror);
    }

    /// <summary>Nodes have changed: nobody waits for one that is gone.</summary>
    public void Moved()
    {
        List<TaskCompletionSource> waiting;
        lock (_gate)
            waiting = [.. _mirrors.Values.Where(mirror => peers.StandingOf(mirror.Node) == NodeStanding.Gone).SelectMany(mirror => mirror.Waiting())];
        Complete(waiting);
    }

    private void GiveUp(long node, TaskCompletionSource finished)
    {
        if (!finished.TrySetResult())
            return;
        lock (_gate)
            _silent.Add(node);
    }

    /// <summary>Asks again what has no answer: question or answer may have been lost, or the node has forgotten who wants to know.</summary>
    private async Task Loop()
    {
        while (!_isStopped)
        {
            foreach (var mirror in Unanswered())
                Ask(mirror);
            using var timer = Count == 0 ? null : time.CreateTimer(_ => _signal.Set(), null, AskEvery / 2, Timeout.InfiniteTimeSpan);
            await _signal.Wait();
        }
    }

    private List<LiveMirror> Unanswered()
    {
        var before = time.GetUtcNow() - AskEvery;
        lock (_gate)
            return [.. _mirrors.Values.Where(mirror => !mirror.IsOver && mirror.AskedAt <= before)];
    }

    private void Ask(LiveMirror mirror)
    {
        mirror.AskedAt = time.GetUtcNow();
        peers.Tell(mirror.Node, LinkChannel.Live, new LiveWanted(mirror.Key, mirror.Output.Place));
    }

    private static void Complete(List<TaskCompletionSource> waiting)
    {
        foreach (var waiter in waiting)
            waiter.TrySetResult();
    }
}
